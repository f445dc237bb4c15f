// What holds for every screen: the demos and the programs of the golden screens are painted at many steps and
// sizes. In the loops over cells and references nothing is asserted that holds: libcheck notes every
// assertion in a file.
#include "session_fixture.h"

#include <glob.h>
#include <limits.h>
#include <stdio.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "render/render.h"
#include "scene/edges.h"
#include "scene/placement.h"
#include "scene/scene.h"
#include "scene/wires.h"

static const int sizes[][2] = {{60, 16},  {79, 23},  {80, 24},  {95, 29},  {96, 30},  {100, 30},
                               {110, 36}, {120, 36}, {149, 39}, {160, 48}, {190, 50}, {200, 60}};
enum { SIZES = sizeof sizes / sizeof *sizes, STEPS = 40 };

static void find_programs(glob_t *found)
{
    memset(found, 0, sizeof *found);
    glob("tests/golden/*.py", 0, NULL, found);
    glob("demos/*.py", found->gl_pathc ? GLOB_APPEND : 0, NULL, found);
}

static struct session *load(const char *path, const char *profile)
{
    struct error err;
    struct session_options options = {
        .profile = profile_find(profile), .history = 64 << 20, .filename = path};
    unsetenv("GCSTEP_STRESS"); // looks at steps
    struct session *s = session_new(&options);
    ck_assert_msg(session_load(s, path, &err), "%s: %s", path, err.text);
    while (session_next_statement(s))
        while (session_state(s) == SESSION_RUNNING)
            session_to_end(s);
    return s;
}

// ---- one picture --------------------------------------------------------------------------------

static void assert_nets_part(const struct net *nets, size_t n)
{
    for (size_t i = 0; i < n; i++)
        for (size_t j = i + 1; j < n; j++) {
            int top, bottom, other_top, other_bottom;
            if (nets[i].track == TRACK_NONE || nets[i].track != nets[j].track)
                continue;
            net_interval(&nets[i], &top, &bottom);
            net_interval(&nets[j], &other_top, &other_bottom);
            if (bottom >= other_top && other_bottom >= top)
                ck_abort_msg("nets %zu and %zu share a cell", i, j);
        }
}

// The express track is the one beyond the ordinary ones: its leaders may lie over others.
static void assert_leaders_part(const struct net *nets, size_t n, int express)
{
    int left[256], right[256];
    for (int y = 0; y < 256; y++) {
        left[y] = -1;
        right[y] = INT_MAX;
    }
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < nets[i].npins && nets[i].track != TRACK_NONE && nets[i].track != express;
             j++) {
            const struct pin *pin = &nets[i].pins[j];
            if (pin->side == PIN_LEFT && nets[i].track > left[pin->y])
                left[pin->y] = nets[i].track;
            if (pin->side == PIN_RIGHT && nets[i].track < right[pin->y])
                right[pin->y] = nets[i].track;
        }
    for (int y = 0; y < 256; y++)
        if (left[y] > right[y])
            ck_abort_msg("facing leaders meet on line %d", y);
}

static int count_shown(void *ctx, uint32_t referent)
{
    const struct heap *h = ((void **)ctx)[0];
    const struct card *card = ((void **)ctx)[2];
    bool own_type =
        heap_has_flag(h, card->object, OBF_IN_HEAP_TYPE) && referent == heap_type(h, card->object);
    if (picture_shows(h, referent) && !heap_has_flag(h, referent, OBF_CLASS_INTERNAL) && !own_type)
        ++*(unsigned *)((void **)ctx)[1];
    return 0;
}

static bool has_line(const struct picture *p, const struct edge *edge)
{
    const struct net_list *list = &p->scene->channel[edge_channel(p, edge)];
    for (size_t i = 0; i < list->count; i++)
        for (size_t j = 0; list->nets[i].source == edge->from && j < list->nets[i].npins; j++)
            if (list->nets[i].track != TRACK_NONE)
                return true;
    return false;
}

// Each reference of a card is a line, a label, a mark or counted. What a class refers to through its folded
// parts comes on top.
static void assert_references(const struct picture *p, const struct card *card)
{
    unsigned expected = 0, found = card->more_edges, weak = 0;
    void *ctx[] = {(void *)p->heap, &expected, (void *)card};
    heap_traverse(p->heap, card->object, count_shown, ctx);
    for (uint32_t i = card->first_edge; i < card->first_edge + card->edges; i++) {
        const struct edge *edge = &p->scene->edges[i];
        *(edge->weak ? &weak : &found) += edge->count;
        if (edge->fate == EDGE_WIRE && !has_line(p, edge))
            ck_abort_msg("#%u to #%u has no line", card->serial, edge->serial);
    }
    bool is_type = heap_kind(p->heap, card->object) == KIND_TYPE;
    if (found != expected && !(is_type && found > expected))
        ck_abort_msg("#%u has %u references, %u are shown", card->serial, expected, found);
}

// Cards stand in their lane and not on each other, and what is not seen is counted.
static void assert_cards(const struct picture *p, int lane)
{
    const struct lane *l = &p->lane[lane];
    const struct lane_place *place = &p->layout.lane[lane];
    int height = p->zoom == ZOOM_BOXES ? 3 : 1, seen = 0;
    unsigned char used[256] = {0};
    for (uint32_t i = l->first_card; i < l->first_card + l->cards; i++) {
        const struct card *card = &p->scene->cards[i];
        if (card->y < 0)
            continue;
        if (card->y < place->y || card->y + height > place->y + place->height)
            ck_abort_msg("#%u is not in its lane", card->serial);
        for (int y = card->y; y < card->y + height; y++)
            if (used[y]++)
                ck_abort_msg("two cards on line %d", y);
        seen += card->object != 0;
        if (card->object)
            assert_references(p, card);
    }
    if (p->zoom != ZOOM_CELLS && seen + l->above + l->below != (int)l->count)
        ck_abort_msg("lane %d: %u objects, %d seen, %d above, %d below", lane, l->count, seen, l->above,
                     l->below);
}

static void assert_picture(const struct session *s, const struct view *view)
{
    struct scene *scene = scene_new();
    struct cells *cells = cells_new(view->width, view->height);
    struct picture p;
    picture_make(&p, scene, s, view, cells);
    for (int lane = 0; lane < LANES; lane++)
        assert_cards(&p, lane);
    for (int channel = 0; p.zoom != ZOOM_CELLS && channel < (p.layout.stack ? 1 : LANES); channel++) {
        const struct net_list *list = &scene->channel[channel];
        int express = layout_tracks(&p.layout.lane[channel]);
        assert_nets_part(list->nets, list->count);
        assert_leaders_part(list->nets, list->count, express);
    }
    cells_free(cells);
    scene_free(scene);
}

// ---- the grid -----------------------------------------------------------------------------------

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

static void assert_lines(const struct cells *cells)
{
    struct buf text = {0};
    render_text(cells, &text);
    for (const char *line = buf_text(&text), *end; (end = strchr(line, '\n')); line = end + 1)
        if (utf8_width(line, (size_t)(end - line)) > (size_t)cells->width)
            ck_abort_msg("too wide: %.*s", (int)(end - line), line);
    buf_release(&text);
}

static void assert_ascii(struct cells *cells)
{
    cells_to_charset(cells, CHARSET_ASCII);
    for (int i = 0; i < cells->width * cells->height; i++) {
        if (cells->at[i].ch < 0x20 || cells->at[i].ch > 0x7e || cells->at[i].mark)
            ck_abort_msg("cell %d: U+%04X", i, cells->at[i].ch);
    }
}

// `kept` has painted other steps and sizes before; that must not show.
static void assert_grid(struct session *s, struct scene *kept, const struct view *view)
{
    struct scene *fresh = scene_new();
    struct cells *here = paint(kept, s, view);
    uint64_t n = session_cursor(s);
    if (session_back(s))
        session_step(s);
    ck_assert_uint_eq(session_cursor(s), n);
    struct cells *again = paint(fresh, s, view);
    ck_assert(same(here, again));
    assert_lines(here);
    assert_ascii(here);
    cells_free(here);
    cells_free(again);
    scene_free(fresh);
}

// ---- all programs -------------------------------------------------------------------------------

// Every size as it is by itself, and in one of the other zooms and placements, in turn.
static void assert_sizes(struct session *s, struct scene *kept, unsigned *turn)
{
    for (size_t i = 0; i < SIZES; i++) {
        struct view view = {.width = sizes[i][0], .height = sizes[i][1], .focus = PANE_HEAP};
        assert_grid(s, kept, &view);
        assert_picture(s, &view);
        view.zoom = (enum zoom)(ZOOM_BOXES + *turn % 2);
        view.placement = (enum placement)(PLACEMENT_COLUMNS + *turn / 2 % 2);
        assert_picture(s, &view);
        ++*turn;
    }
    ++*turn; // so that each size has its turn with each of them
}

static void with_program(int index, const char *profile, void (*look)(struct session *s, void *ctx),
                         void *ctx)
{
    glob_t found;
    find_programs(&found);
    struct session *s = load(found.gl_pathv[index], profile);
    look(s, ctx);
    release(s);
    globfree(&found);
}

static void look_at_steps(struct session *s, void *ctx)
{
    struct scene *kept = scene_new();
    unsigned turn = 0;
    uint64_t first = session_first(s), end = session_end(s), stride = (end - first) / STEPS + 1;
    (void)ctx;
    for (uint64_t n = first; n <= end; n += stride) {
        session_seek(s, n);
        assert_sizes(s, kept, &turn);
    }
    session_to_end(s);
    assert_sizes(s, kept, &turn);
    scene_free(kept);
}

START_TEST(every_screen_of_a_program_keeps_what_holds_for_all)
{
    with_program(_i / 2, _i % 2 ? "3.14" : "3.11", look_at_steps, NULL);
}
END_TEST

static void look_at_sentences(struct session *s, void *ctx)
{
    static const size_t columns[] = {NARROW, WIDE, 158};
    struct session_gc gc;
    struct buf text = {0};
    (void)ctx;
    uint64_t end = session_end(s) < 3000 ? session_end(s) : 3000;
    for (uint64_t n = session_first(s); n <= end; n++) {
        session_seek(s, n);
        struct step step;
        if (!session_collection(s, &gc) || !session_current(s, &step) || step.kind == STEP_LINE)
            continue; // a line of the program may be of any length
        for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
            buf_clear(&text);
            sentence_step(s, columns[i], &text);
            size_t len = strlen("…");
            bool cut = text.len > len && strcmp(buf_text(&text) + text.len - len, "…") == 0;
            if (cut)
                ck_abort_msg("%zu columns: %s", columns[i], buf_text(&text));
        }
    }
    buf_release(&text);
    session_to_end(s);
}

START_TEST(no_sentence_about_a_collection_is_cut)
{
    with_program(_i / 2, _i % 2 ? "3.14" : "3.11", look_at_sentences, NULL);
}
END_TEST

// ---- one by one ---------------------------------------------------------------------------------

struct stand {
    uint32_t serial;
    int row, y;
};

static struct stand stand_of(const struct scene *scene, uint32_t serial)
{
    for (size_t i = 0; i < scene->ncards; i++)
        if (scene->cards[i].serial == serial && scene->cards[i].object)
            return (struct stand){serial, scene->cards[i].row, scene->cards[i].y};
    return (struct stand){0, -1, -1};
}

// Objects come and go: the others keep their rows, and their lines as long as rows are as far apart.
START_TEST(an_object_that_comes_or_goes_moves_no_other)
{
    enum { OBJECTS = 6 };
    struct session *s = new_session("3.14");
    struct view view = {.width = sizes[_i][0], .height = sizes[_i][1], .zoom = ZOOM_ROWS};
    struct scene *scene = scene_new();
    struct stand before[OBJECTS + 1] = {{0}};
    int pitch = 0;
    for (uint32_t n = 1; n <= OBJECTS; n++) {
        char line[64];
        snprintf(line, sizeof line, n == 4 ? "v%u = []; del v2" : "v%u = []", n);
        type(s, line);
        struct cells *cells = cells_new(view.width, view.height);
        struct picture p;
        picture_make(&p, scene, s, &view, cells);
        bool overflows = p.lane[0].rows > p.lane[0].visible || p.lane[0].rows < (int)n;
        for (uint32_t serial = 1; serial < n && !overflows; serial++) {
            struct stand now = stand_of(scene, serial);
            if (!now.serial)
                continue;
            ck_assert_int_eq(now.row, before[serial].row);
            if (pitch == p.pitch)
                ck_assert_int_eq(now.y, before[serial].y);
        }
        for (uint32_t serial = 1; serial <= n; serial++)
            before[serial] = stand_of(scene, serial);
        ck_assert_uint_eq(before[n].serial, n);
        ck_assert(n < 4 || before[2].serial == 0);
        pitch = p.pitch;
        cells_free(cells);
    }
    scene_free(scene);
    release(s);
}
END_TEST

START_TEST(a_cycle_of_two_shows_its_lines_at_80x24_while_a_collection_is_stepped_through)
{
    struct session *s = new_session("3.14");
    struct view view = {.width = 80, .height = 24, .focus = PANE_GC};
    struct scene *scene = scene_new();
    type(s, "import gc");
    type(s, "a = []; b = [a]; a.append(b); c = []; d = [c]; c.append(d)");
    type(s, "del a, b");
    type(s, "gc.collect()");
    do {
        struct cells *cells = cells_new(view.width, view.height);
        struct picture p;
        picture_make(&p, scene, s, &view, cells);
        ck_assert_int_ge(p.pitch, 2);
        for (size_t i = 0; i < scene->nedges; i++)
            ck_assert_int_eq(scene->edges[i].fate, EDGE_WIRE);
        cells_free(cells);
    } while (session_cursor(s) < session_end(s) && session_step(s));
    scene_free(scene);
    release(s);
}
END_TEST

START_TEST(a_screen_that_is_too_small_says_so_at_every_size)
{
    struct session *s = new_session("3.14");
    struct scene *scene = scene_new();
    for (int width = 1; width < 70; width++)
        for (int height = 1; height < 20; height++) {
            struct view view = {.width = width, .height = height};
            struct cells *cells = paint(scene, s, &view);
            struct buf text = {0};
            render_text(cells, &text);
            bool fits = width >= MIN_WIDTH && height >= MIN_HEIGHT;
            if (fits || width >= 18)
                ck_assert_int_eq(strstr(buf_text(&text), "terminal too small") == NULL, fits);
            buf_release(&text);
            cells_free(cells);
        }
    scene_free(scene);
    release(s);
}
END_TEST

int main(void)
{
    glob_t found;
    find_programs(&found);
    int programs = (int)found.gl_pathc;
    globfree(&found);
    Suite *suite = suite_create("screens");
    TCase *tcase = tcase_create("screens");
    tcase_add_loop_test(tcase, every_screen_of_a_program_keeps_what_holds_for_all, 0, 2 * programs);
    tcase_add_loop_test(tcase, no_sentence_about_a_collection_is_cut, 0, 2 * programs);
    tcase_add_loop_test(tcase, an_object_that_comes_or_goes_moves_no_other, 0, SIZES);
    tcase_add_test(tcase, a_cycle_of_two_shows_its_lines_at_80x24_while_a_collection_is_stepped_through);
    tcase_add_test(tcase, a_screen_that_is_too_small_says_so_at_every_size);
    tcase_set_timeout(tcase, 120);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner), run = srunner_ntests_run(runner);
    srunner_free(runner);
    return failed == 0 && run > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
