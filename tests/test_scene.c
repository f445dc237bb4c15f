#include "session_fixture.h"

#include "base/alloc.h"
#include "base/utf8.h"
#include "render/render.h"
#include "scene/edges.h"
#include "scene/placement.h"
#include "scene/scene.h"
#include "scene/wires.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

// ---- placement ----------------------------------------------------------------------------------

static uint32_t slot(unsigned lane, uint32_t row)
{
    return lane << GC_SLOT_BITS | row;
}

START_TEST(a_card_keeps_its_row_when_others_go)
{
    struct spot spots[] = {{slot(0, 0), 1, 0, 0}, {slot(0, 2), 3, 0, 0}, {slot(0, 5), 6, 0, 0}};
    ck_assert_int_eq(placement_assign(spots, 3, 0, 6, 10), 6);
    ck_assert_int_eq(spots[0].row, 0);
    ck_assert_int_eq(spots[1].row, 2);
    ck_assert_int_eq(spots[2].row, 5);
}
END_TEST

START_TEST(a_lane_that_overflows_closes_its_holes)
{
    struct spot spots[] = {{slot(0, 3), 1, 0, 0}, {slot(0, 9), 3, 0, 0}, {slot(0, 30), 6, 0, 0}};
    ck_assert_int_eq(placement_assign(spots, 3, 0, 31, 10), 3);
    for (int i = 0; i < 3; i++)
        ck_assert_int_eq(spots[i].row, i);
}
END_TEST

START_TEST(rows_follow_the_list_where_slots_do_not)
{
    struct spot spots[] = {{slot(2, 1), 1, 0, 0}, {slot(0, 7), 2, 0, 0}, {slot(2, 0), 3, 0, 0}};
    placement_assign(spots, 3, 2, 8, 10);
    ck_assert_int_eq(spots[0].row, 1);
    ck_assert_int_eq(spots[1].row, 2);
    ck_assert_int_eq(spots[2].row, 3);
}
END_TEST

START_TEST(during_a_collection_rows_stand_as_they_were_merged)
{
    struct spot spots[] = {
        {slot(0, 1), 9, 0, 0}, {slot(1, 4), 7, 1, 0}, {slot(0, 0), 8, 2, 0}, {slot(1, 2), 5, 3, 0}};
    static const uint32_t order[] = {5, 7, 8, 9};
    placement_freeze(spots, 4, 1);
    for (int i = 0; i < 4; i++)
        ck_assert_uint_eq(spots[i].serial, order[i]);
}
END_TEST

// ---- routing ------------------------------------------------------------------------------------

enum { TEST_HEIGHT = 40, TEST_NETS = 24, TEST_PINS = 4, TEST_TRACKS = 9 };

struct random_nets {
    struct pin pins[TEST_NETS][TEST_PINS];
    struct net nets[TEST_NETS];
};

static uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525 + 1013904223;
    return *state >> 16;
}

// Sources and targets on random rows of both sides; no two sources share a row, as no two cards do.
static void make_nets(struct random_nets *r, uint32_t seed)
{
    for (size_t i = 0; i < TEST_NETS; i++) {
        size_t n = 2 + next_random(&seed) % (TEST_PINS - 1);
        for (size_t j = 0; j < n; j++)
            r->pins[i][j] = (struct pin){.y = (int)(next_random(&seed) % TEST_HEIGHT),
                                         .side = (uint8_t)(next_random(&seed) % 2 ? PIN_LEFT : PIN_RIGHT),
                                         .out = j == 0};
        r->nets[i] = (struct net){.source = (uint32_t)i, .pins = r->pins[i], .npins = n, .track = TRACK_NONE};
    }
}

static void assert_no_shared_cell(const struct net *nets, size_t n)
{
    for (size_t i = 0; i < n; i++)
        for (size_t j = i + 1; j < n; j++) {
            int top, bottom, other_top, other_bottom;
            if (nets[i].track == TRACK_NONE || nets[i].track != nets[j].track)
                continue;
            net_interval(&nets[i], &top, &bottom);
            net_interval(&nets[j], &other_top, &other_bottom);
            ck_assert_msg(bottom + 1 < other_top || other_bottom + 1 < top,
                          "nets %zu and %zu touch in track %d", i, j, nets[i].track);
        }
}

static void assert_leaders_part(const struct net *nets, size_t n)
{
    int left[TEST_HEIGHT * 8], right[TEST_HEIGHT * 8];
    for (int y = 0; y < TEST_HEIGHT * 8; y++) {
        left[y] = -1;
        right[y] = INT_MAX;
    }
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < nets[i].npins && nets[i].track != TRACK_NONE; j++) {
            const struct pin *pin = &nets[i].pins[j];
            if (pin->side == PIN_LEFT && nets[i].track > left[pin->y])
                left[pin->y] = nets[i].track;
            if (pin->side == PIN_RIGHT && nets[i].track < right[pin->y])
                right[pin->y] = nets[i].track;
        }
    for (int y = 0; y < TEST_HEIGHT * 8; y++)
        ck_assert_int_le(left[y], right[y]);
}

START_TEST(no_two_nets_share_a_cell_and_facing_leaders_part)
{
    struct routing *routing = routing_new();
    for (uint32_t seed = 1; seed < 300; seed++) {
        struct random_nets r;
        make_nets(&r, seed);
        wires_route(routing, r.nets, TEST_NETS, TEST_TRACKS, TEST_HEIGHT);
        assert_no_shared_cell(r.nets, TEST_NETS);
        assert_leaders_part(r.nets, TEST_NETS);
    }
    routing_free(routing);
}
END_TEST

START_TEST(a_net_that_is_added_moves_no_other)
{
    struct routing *routing = routing_new();
    for (uint32_t seed = 1; seed < 100; seed++) {
        struct random_nets r;
        int tracks[TEST_NETS];
        make_nets(&r, seed);
        wires_route(routing, r.nets, TEST_NETS - 1, TEST_TRACKS, TEST_HEIGHT);
        for (size_t i = 0; i < TEST_NETS - 1; i++)
            tracks[i] = r.nets[i].track;
        wires_route(routing, r.nets, TEST_NETS, TEST_TRACKS, TEST_HEIGHT);
        for (size_t i = 0; i < TEST_NETS - 1; i++)
            ck_assert_int_eq(r.nets[i].track, tracks[i]);
    }
    routing_free(routing);
}
END_TEST

// ---- layout -------------------------------------------------------------------------------------

START_TEST(the_regions_of_every_size_lie_on_the_screen_in_order)
{
    static const int rows[LANES] = {9, 3, 30};
    for (int width = MIN_WIDTH; width <= 200; width++)
        for (int height = MIN_HEIGHT; height <= 70; height++) {
            struct view view = {.width = width, .height = height};
            struct layout l;
            layout_make(&l, &view, height % 2, rows, 3);
            ck_assert_int_gt(l.heap_height, 0);
            ck_assert_int_eq(l.repl_y + l.repl_lines + 1, l.keys_y);
            ck_assert_int_eq(l.gc_y + l.gc_lines + 1, l.repl_y);
            for (int i = 0; i < LANES; i++) {
                const struct lane_place *place = &l.lane[i];
                ck_assert_int_ge(place->height, 1);
                ck_assert_int_le(place->y + place->height, l.untracked_y);
                ck_assert_int_gt(place->gutter_x, place->x + 8);
                ck_assert_int_le(place->gutter_x + place->gutter_width, width);
                ck_assert_int_ge(layout_tracks(place), 1);
            }
        }
}
END_TEST

// ---- whole screens ------------------------------------------------------------------------------

// The story of the first lessons: a dead cycle, a living one, an object held by an older one.
static const char *const story[] = {"import gc",
                                    "class Node: pass",
                                    "",
                                    "gc.collect()",
                                    "old = []",
                                    "gc.collect(0)",
                                    "a = []; b = [a]; a.append(b)",
                                    "x = []; keep = [x]; x.append(keep)",
                                    "n = Node(); n.me = n; old.append(n)",
                                    "del a, b, x, n",
                                    "gc.collect(0)"};

static struct session *tell_story(void)
{
    struct session *s = new_session("3.11");
    for (size_t i = 0; i < sizeof story / sizeof *story; i++) {
        type(s, story[i]);
        session_to_end(s);
    }
    return s;
}

static struct cells *paint(struct scene *scene, const struct session *s, const struct view *view)
{
    struct cells *cells = cells_new(view->width, view->height);
    scene_paint(scene, s, view, cells);
    return cells;
}

static bool same(const struct cells *a, const struct cells *b)
{
    return memcmp(a->at, b->at, (size_t)(a->width * a->height) * sizeof *a->at) == 0;
}

static const int sizes[][2] = {{60, 16},  {80, 24},  {95, 29},  {96, 30},
                               {100, 30}, {120, 36}, {160, 48}, {200, 60}};
enum { SIZES = sizeof sizes / sizeof *sizes };

START_TEST(painting_twice_and_stepping_back_and_forward_give_the_same_screen)
{
    struct session *s = tell_story();
    struct scene *scene = scene_new();
    for (size_t i = 0; i < SIZES; i++) {
        struct view view = {.width = sizes[i][0], .height = sizes[i][1], .focus = PANE_GC};
        session_seek(s, session_first(s));
        do {
            struct cells *here = paint(scene, s, &view), *again = paint(scene, s, &view);
            ck_assert(same(here, again));
            cells_free(again);
            uint64_t n = session_cursor(s);
            if (session_back(s))
                session_step(s);
            ck_assert_uint_eq(session_cursor(s), n);
            struct scene *fresh = scene_new();
            again = paint(fresh, s, &view);
            ck_assert(same(here, again));
            scene_free(fresh);
            cells_free(again);
            cells_free(here);
        } while (session_cursor(s) < session_end(s) && session_step(s));
    }
    scene_free(scene);
    release(s);
}
END_TEST

START_TEST(painting_changes_nothing_in_the_heap)
{
    struct session *s = tell_story();
    struct scene *scene = scene_new();
    struct view view = {.width = 100, .height = 30};
    uint64_t before = hash(s);
    cells_free(paint(scene, s, &view));
    ck_assert_uint_eq(hash(s), before);
    scene_free(scene);
    release(s);
}
END_TEST

START_TEST(no_line_is_wider_than_the_screen)
{
    struct session *s = tell_story();
    struct scene *scene = scene_new();
    struct buf text = {0};
    for (size_t i = 0; i < SIZES; i++) {
        struct view view = {
            .width = sizes[i][0], .height = sizes[i][1], .input = "print('wide: 日本')", .input_cursor = 5};
        struct cells *cells = paint(scene, s, &view);
        buf_clear(&text);
        render_text(cells, &text);
        for (const char *line = buf_text(&text), *end; (end = strchr(line, '\n')); line = end + 1)
            ck_assert_uint_le(utf8_width(line, (size_t)(end - line)), (size_t)view.width);
        cells_free(cells);
    }
    buf_release(&text);
    scene_free(scene);
    release(s);
}
END_TEST

START_TEST(an_array_that_has_no_name_is_shown_with_who_holds_it)
{
    struct session *s = new_session("3.14");
    struct scene *scene = scene_new();
    struct view view = {.width = 100, .height = 30};
    struct buf text = {0};
    type(s, "import numpy as np");
    type(s, "a = np.zeros(1000); keep = [a]; view = a[10:20]");
    type(s, "del a");
    struct cells *cells = paint(scene, s, &view);
    render_text(cells, &text);
    ck_assert_ptr_nonnull(strstr(buf_text(&text), "#2 ──► #1 numpy.ndarray"));
    ck_assert_ptr_nonnull(strstr(buf_text(&text), "view ──► #3 numpy.ndarray"));
    cells_free(cells);
    type(s, "keep.clear()");
    cells = paint(scene, s, &view);
    buf_clear(&text);
    render_text(cells, &text);
    ck_assert_ptr_nonnull(strstr(buf_text(&text), "#3 ──► #1 numpy.ndarray"));
    cells_free(cells);
    buf_release(&text);
    scene_free(scene);
    release(s);
}
END_TEST

START_TEST(below_60x16_the_screen_says_that_it_is_too_small)
{
    struct session *s = new_session("3.14");
    struct scene *scene = scene_new();
    struct view view = {.width = 59, .height = 16};
    struct cells *cells = paint(scene, s, &view);
    struct buf text = {0};
    render_text(cells, &text);
    ck_assert_ptr_nonnull(strstr(buf_text(&text), "too small"));
    buf_release(&text);
    cells_free(cells);
    scene_free(scene);
    release(s);
}
END_TEST

// ---- references ---------------------------------------------------------------------------------

// A heap of lists that refer to each other at random.
static struct session *tangle(unsigned lists, unsigned references)
{
    struct session *s = new_session("3.14");
    struct buf line = {0};
    uint32_t seed = lists * 31 + references;
    buf_addf(&line, "a = [[] for i in range(%u)]", lists);
    type(s, buf_text(&line));
    for (unsigned i = 0; i < references; i++) {
        buf_clear(&line);
        buf_addf(&line, "a[%u].append(a[%u])", next_random(&seed) % lists, next_random(&seed) % lists);
        type(s, buf_text(&line));
    }
    buf_release(&line);
    session_to_end(s);
    return s;
}

static int count_shown(void *ctx, uint32_t referent)
{
    const struct heap *h = ((void **)ctx)[0];
    if (picture_shows(h, referent))
        ++*(unsigned *)((void **)ctx)[1];
    return 0;
}

// References of one card: each is in the table once, or counted.
static void assert_all_there(const struct picture *p, const struct card *card)
{
    unsigned expected = 0, found = card->more_edges;
    void *ctx[] = {(void *)p->heap, &expected};
    heap_traverse(p->heap, card->object, count_shown, ctx);
    for (uint32_t i = card->first_edge; i < card->first_edge + card->edges; i++)
        found += p->scene->edges[i].count;
    ck_assert_uint_eq(found, expected);
}

// A reference that counts as drawn has its net with its pin, and the net a track.
static void assert_drawn(const struct picture *p, const struct edge *edge)
{
    const struct net_list *list = &p->scene->channel[edge_channel(p, edge)];
    for (size_t i = 0; i < list->count; i++)
        if (list->nets[i].source == edge->from && list->nets[i].track != TRACK_NONE)
            return;
    ck_abort_msg("the reference to #%u has no line", edge->serial);
}

static void assert_picture(const struct session *s, const struct view *view)
{
    struct scene *scene = scene_new();
    struct cells *cells = cells_new(view->width, view->height);
    struct picture p;
    picture_make(&p, scene, s, view, cells);
    for (size_t i = 0; i < scene->ncards; i++)
        if (scene->cards[i].y >= 0 && scene->cards[i].object)
            assert_all_there(&p, &scene->cards[i]);
    for (size_t i = 0; i < scene->nedges; i++)
        if (scene->edges[i].fate == EDGE_WIRE)
            assert_drawn(&p, &scene->edges[i]);
    for (int channel = 0; channel < (p.layout.stack ? 1 : LANES); channel++)
        assert_no_shared_cell(scene->channel[channel].nets, scene->channel[channel].count);
    cells_free(cells);
    scene_free(scene);
}

static void assert_shows(const struct session *s, int width, int height, const char *words)
{
    struct scene *scene = scene_new();
    struct view view = {.width = width, .height = height, .focus = PANE_REPL};
    struct cells *cells = paint(scene, s, &view);
    struct buf text = {0};
    render_text(cells, &text);
    ck_assert_msg(strstr(buf_text(&text), words), "no '%s' in\n%s", words, buf_text(&text));
    buf_release(&text);
    cells_free(cells);
    scene_free(scene);
}

START_TEST(the_lines_of_a_block_stand_above_the_one_that_is_typed)
{
    struct session *s = new_session("3.14");
    type(s, "def f():");
    type(s, "    return 1");
    assert_shows(s, 80, 24, " >>> def f():\n ...     return 1\n ...");
    release(s);
}
END_TEST

START_TEST(the_first_event_of_a_collection_says_which_one_it_is)
{
    struct session *s = new_session("3.14");
    type(s, "import gc");
    type(s, "a = []");
    type(s, "gc.collect(0)");
    assert_shows(s, 100, 30, "GC collect(0)");
    assert_shows(s, 100, 30, " merge update subtract ");
    assert_shows(s, 80, 24, " gcstep · STEPPING · 1 obj");
    ck_assert(session_step(s) && session_step(s) && session_back(s));
    assert_shows(s, 80, 24, " gcstep · STEPPING · HISTORY −1 · 1 obj");
    session_to_end(s);
    release(s);
}
END_TEST

START_TEST(the_locals_of_a_running_function_are_names)
{
    struct session *s = new_session("3.14");
    type(s, "import gc");
    type(s, "def f(x): gc.collect(0)");
    type(s, "");
    type(s, "f([])");
    assert_shows(s, 100, 30, "f.x ──►");
    session_to_end(s);
    release(s);
}
END_TEST

START_TEST(a_frozen_object_is_counted)
{
    struct session *s = new_session("3.14");
    type(s, "import gc");
    type(s, "a = [[]]");
    type(s, "gc.freeze()");
    assert_shows(s, 100, 30, "gen 2 · 0 +2 frozen");
    assert_shows(s, 100, 30, "gen 0 · 0");
    release(s);
}
END_TEST

START_TEST(a_deleted_name_and_an_exception_nobody_caught_can_be_seen)
{
    struct session *s = new_session("3.14");
    type(s, "a = []; a.append(a)");
    type(s, "del a");
    assert_shows(s, 100, 30, "a ╌✗");
    type(s, "a");
    assert_shows(s, 100, 30, "last…+1 ──►"); // sys.last_exc and sys.last_value
    type(s, "import sys; del sys.last_exc");
    assert_shows(s, 100, 30, "last_v… ──►");
    type(s, "a");
    release(s);
}
END_TEST

START_TEST(every_reference_is_a_line_a_label_a_self_mark_or_counted)
{
    static const unsigned tangles[][2] = {{3, 5}, {8, 20}, {14, 24}, {20, 60}, {40, 70}, {80, 120}};
    for (size_t t = 0; t < sizeof tangles / sizeof *tangles; t++) {
        struct session *s = tangle(tangles[t][0], tangles[t][1]);
        for (size_t i = 0; i < SIZES; i++)
            for (enum zoom zoom = ZOOM_BOXES; zoom <= ZOOM_ROWS; zoom++)
                assert_picture(s, &(struct view){.width = sizes[i][0], .height = sizes[i][1], .zoom = zoom});
        release(s);
    }
}
END_TEST

static int line_of(const struct scene *scene, uint32_t serial)
{
    for (size_t i = 0; i < scene->ncards; i++)
        if (scene->cards[i].serial == serial)
            return scene->cards[i].y;
    return -1;
}

START_TEST(an_object_that_is_added_moves_no_other)
{
    struct session *s = new_session("3.14");
    struct view view = {.width = 100, .height = 30, .zoom = ZOOM_ROWS};
    struct scene *scene = scene_new();
    int lines[8] = {0};
    for (uint32_t n = 1; n <= 6; n++) {
        char line[16];
        snprintf(line, sizeof line, "v%u = []", n);
        type(s, line);
        cells_free(paint(scene, s, &view));
        for (uint32_t serial = 1; serial < n; serial++)
            ck_assert_int_eq(line_of(scene, serial), lines[serial]);
        lines[n] = line_of(scene, n);
        ck_assert_int_ge(lines[n], 0);
    }
    type(s, "del v2, v5");
    cells_free(paint(scene, s, &view));
    ck_assert_int_eq(line_of(scene, 2), -1);
    ck_assert_int_eq(line_of(scene, 6), lines[6]);
    scene_free(scene);
    release(s);
}
END_TEST

START_TEST(the_arrows_move_the_selection_through_rows_and_lanes)
{
    struct session *s = new_session("3.14");
    struct view view = {.width = 100, .height = 30};
    struct scene *scene = scene_new();
    type(s, "import gc");
    type(s, "a = []");
    type(s, "gc.collect(0)");
    session_to_end(s);
    type(s, "b = []");
    type(s, "c = []");
    view.selected = scene_move_selection(scene, s, &view, 0, 1);
    uint32_t b = view.selected;
    ck_assert_uint_ne(b, 0);
    view.selected = scene_move_selection(scene, s, &view, 0, 1);
    ck_assert_uint_eq(view.selected, b + 1);
    ck_assert_uint_eq(scene_move_selection(scene, s, &view, 0, 1), b + 1);
    view.selected = scene_move_selection(scene, s, &view, 1, 0);
    ck_assert_uint_lt(view.selected, b);
    scene_free(scene);
    release(s);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("scene");
    TCase *pure = tcase_create("pure"), *screens = tcase_create("screens");
    tcase_add_test(pure, a_card_keeps_its_row_when_others_go);
    tcase_add_test(pure, a_lane_that_overflows_closes_its_holes);
    tcase_add_test(pure, rows_follow_the_list_where_slots_do_not);
    tcase_add_test(pure, during_a_collection_rows_stand_as_they_were_merged);
    tcase_add_test(pure, no_two_nets_share_a_cell_and_facing_leaders_part);
    tcase_add_test(pure, a_net_that_is_added_moves_no_other);
    tcase_add_test(pure, the_regions_of_every_size_lie_on_the_screen_in_order);
    tcase_add_test(screens, painting_twice_and_stepping_back_and_forward_give_the_same_screen);
    tcase_add_test(screens, painting_changes_nothing_in_the_heap);
    tcase_add_test(screens, no_line_is_wider_than_the_screen);
    tcase_add_test(screens, an_array_that_has_no_name_is_shown_with_who_holds_it);
    tcase_add_test(screens, below_60x16_the_screen_says_that_it_is_too_small);
    tcase_add_test(screens, the_lines_of_a_block_stand_above_the_one_that_is_typed);
    tcase_add_test(screens, the_first_event_of_a_collection_says_which_one_it_is);
    tcase_add_test(screens, the_locals_of_a_running_function_are_names);
    tcase_add_test(screens, a_frozen_object_is_counted);
    tcase_add_test(screens, a_deleted_name_and_an_exception_nobody_caught_can_be_seen);
    tcase_add_test(screens, every_reference_is_a_line_a_label_a_self_mark_or_counted);
    tcase_add_test(screens, an_object_that_is_added_moves_no_other);
    tcase_add_test(screens, the_arrows_move_the_selection_through_rows_and_lanes);
    tcase_set_timeout(screens, 120);
    suite_add_tcase(suite, pure);
    suite_add_tcase(suite, screens);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner), run = srunner_ntests_run(runner);
    srunner_free(runner);
    return failed == 0 && run > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
