// Thousands of random keys, pastes, lines and sizes, without a terminal. Whatever comes, the heap stays
// whole, painting changes nothing, and going back to the start and forth again restores every word. All that
// was done is on the tape of the session: its replay ends in the same memory.
//   GCSTEP_RANDOM_KEYS=20000 GCSTEP_RANDOM_SEED=7 build/sanitize/tests/test_random
#include <stdio.h>
#include <string.h>

#include "app/commands.h"
#include "app/replay.h"
#include "app_fixture.h"
#include "base/utf8.h"
#include "heap/check.h"
#include "own_directory.h"

enum { SEEDS = 4, CHECK_EVERY = 64, MOST_TICKS = 3 };

static const char *const lines[] = {
    "import gc",
    "import sys, weakref, time",
    "a = []; b = [a]; a.append(b)",
    "del a, b",
    "del a",
    "gc.collect()",
    "gc.collect(0)",
    "gc.set_threshold(1)",
    "gc.set_threshold(5, 1, 1); x = [[] for i in range(40)]",
    "gc.set_threshold(700)",
    "gc.disable()",
    "gc.enable()",
    "gc.freeze()",
    "class N:",
    "    def __del__(self): print('bye'); keep.append(self)",
    "    def __init__(self): self.me = self",
    "keep = []",
    "n = N()",
    "del n",
    "r = weakref.ref(n, print)",
    "r",
    "import numpy as np; arr = np.array([4, 5, 6])",
    "for i in range(3): print(i)",
    "while True: x = []",
    "while True: pass",
    "def f(): return f()",
    "f()",
    "try: f()",
    "except RecursionError: print('deep')",
    "1/0",
    "raise ValueError('x' * 300)",
    "nothing",
    "= = (",
    "(",
    "'''",
    "print('\xe4\xb8\xad\xe6\x96\x87' * 60, '\xc3\xa9' * 90)",
    "s = '\xf0\x9f\x98\x80' 'e\xcc\x81'",
    "x = 10 ** 2000",
    "d = {i: [i] for i in range(200)}",
    "t = (1, [2], {3: 4})",
    "d.clear(); del d",
    "print(*range(400))",
    "big = [[] for i in range(3000)]",
    "del big",
    "keep.clear()",
    "gc.get_objects()",
    "gc.get_referrers(keep)",
    "sys.exit(3)",
    ":help",
    ":break #2",
    ":break rc #1=0",
    ":break nonsense",
    ":info break",
    ":delete 1",
    ":reset",
    ":exit",
    ":",
    "",
    "    ",
};
enum { LINES = sizeof lines / sizeof *lines };

// ---- chance -----------------------------------------------------------------------------------------

struct chance {
    uint64_t state;
};

static uint32_t below(struct chance *c, uint32_t n)
{
    c->state ^= c->state << 13;
    c->state ^= c->state >> 7;
    c->state ^= c->state << 17;
    return (uint32_t)(c->state >> 33) % n;
}

static unsigned long setting(const char *name, unsigned long otherwise)
{
    const char *value = getenv(name);
    return value && *value ? strtoul(value, NULL, 10) : otherwise;
}

// ---- one person at the keys -------------------------------------------------------------------------

struct monkey {
    struct chance chance;
    struct app *app;
    struct cells *cells;
    uint64_t start_hash; // of the empty heap
};

static void look(struct monkey *m)
{
    app_paint(m->app, m->cells);
    cells_to_charset(m->cells, (enum charset)below(&m->chance, CHARSET_COUNT));
}

// The program, too, shows its first screen before it reads a key.
static void begin(struct monkey *m)
{
    static const char *const versions[] = {"3.11", "3.14"};
    const struct session_options options = {.profile = profile_find(versions[below(&m->chance, 2)]),
                                            .history = (size_t)(below(&m->chance, 2) ? 1 : 8) << 20,
                                            .stop_at_gc = true};
    m->app = app_new(session_new(&options));
    if (below(&m->chance, 2) == 0) {
        struct error err;
        char path[600];
        const char *root = getenv("GCSTEP_SOURCE");
        snprintf(path, sizeof path, "%s/demos/%s", root ? root : ".",
                 below(&m->chance, 2) ? "cycle.py" : "tree.py");
        ck_assert_msg(session_load(m->app->session, path, &err), "%s", path);
        app_show_file(m->app);
    }
    m->start_hash = heap_hash(session_heap(m->app->session));
    look(m);
}

static void resize(struct monkey *m)
{
    static const int sizes[][2] = {{1, 1},   {300, 100}, {59, 15}, {60, 16},
                                   {80, 24}, {100, 30},  {20, 5},  {200, 60}};
    uint32_t which = below(&m->chance, 16);
    int width = which < 8 ? sizes[which][0] : 1 + (int)below(&m->chance, 300);
    int height = which < 8 ? sizes[which][1] : 1 + (int)below(&m->chance, 100);
    cells_free(m->cells);
    m->cells = cells_new(width, height);
    app_key(m->app, K_RESIZE);
}

static void press_command(struct monkey *m)
{
    const struct command *c = &command_table[below(&m->chance, COMMAND_COUNT)];
    const uint32_t keys[] = {c->letter, c->key, c->key2};
    uint32_t key = keys[below(&m->chance, 3)];
    app_key(m->app, key ? key : ' ');
}

static void press_anything(struct monkey *m)
{
    uint32_t ch = 1 + below(&m->chance, 0x10ffff);
    switch (below(&m->chance, 4)) {
    case 0:
        app_key(m->app, 0x20 + below(&m->chance, 0x5f));
        break;
    case 1:
        app_key(m->app, 1 + below(&m->chance, 0x1f));
        break;
    case 2:
        app_key(m->app, ch >= 0xd800 && ch < 0xe000 ? 0xfffd : ch);
        break;
    case 3:
        app_key(m->app, K_UP + below(&m->chance, K_F12 - K_UP + 1));
        break;
    }
}

static void paste(struct monkey *m)
{
    struct buf text = {0};
    bool garbage = below(&m->chance, 3) == 0;
    for (uint32_t n = below(&m->chance, garbage ? 3000 : 8); n > 0; n--) {
        if (garbage)
            buf_addc(&text, (char)(1 + below(&m->chance, 255)));
        else
            buf_addf(&text, "%s\n", lines[below(&m->chance, LINES)]);
    }
    app_paste(m->app, buf_text(&text));
    buf_release(&text);
}

static void type_line(struct monkey *m)
{
    type(m->app, below(&m->chance, 3) ? "" : " ");
    const char *line = lines[below(&m->chance, LINES)];
    for (size_t left = strlen(line), took; left > 0; left -= took, line += took) {
        uint32_t ch;
        took = utf8_decode(line, left, &ch);
        app_key(m->app, ch);
    }
    app_key(m->app, K_ENTER);
}

static void do_something(struct monkey *m)
{
    uint32_t what = below(&m->chance, 100);
    if (what < 40)
        press_command(m);
    else if (what < 60)
        type_line(m);
    else if (what < 75)
        press_anything(m);
    else if (what < 80)
        paste(m);
    else if (what < 85)
        resize(m);
    else if (what < 90)
        app_key(m->app, 'y');
    else if (what < 95)
        app_key(m->app, '4');
    else
        app_key(m->app, K_INTERRUPT);
    for (int i = 0; i < MOST_TICKS && app_timeout(m->app) >= 0; i++)
        app_tick(m->app);
}

static void check(struct monkey *m)
{
    struct session *s = m->app->session;
    const struct heap *h = session_heap(s);
    struct error err;
    uint64_t cursor = session_cursor(s), hash = heap_hash(h);
    ck_assert_msg(heap_check(h, &err), "%s", err.text);
    look(m);
    ck_assert_msg(heap_hash(h) == hash, "painting changed the heap");
    if (m->app->goes != GOES_NOT)
        return; // the run has its own place to go back to
    session_seek(s, session_first(s));
    ck_assert_msg(heap_check(h, &err), "at the start: %s", err.text);
    if (session_first(s) == 0)
        ck_assert_msg(heap_hash(h) == m->start_hash, "the start is not what it was");
    session_seek(s, cursor);
    ck_assert_uint_eq(session_cursor(s), cursor);
    ck_assert_msg(heap_hash(h) == hash, "step %llu is not what it was", (unsigned long long)cursor);
}

static void check_tape(struct monkey *m)
{
    struct replay_options options = {.whole_lines = true};
    struct error err;
    uint64_t ms;
    enum replay_end end;
    if (m->app->goes != GOES_NOT)
        app_key(m->app, ' '); // what is under way is noted when it ends
    struct tape *tape = tape_parse("random", m->app->recorder.text.data, &err);
    ck_assert_msg(tape != NULL, "%s", err.text);
    struct replay *r = replay_new(tape, &options);
    do
        end = replay_piece(r, &ms, &err);
    while (end == REPLAY_GOES_ON);
    ck_assert_msg(end == REPLAY_OVER, "%s", err.text);
    ck_assert_uint_eq(session_cursor(r->app->session), session_cursor(m->app->session));
    ck_assert_uint_eq(session_end(r->app->session), session_end(m->app->session));
    ck_assert_msg(heap_hash(session_heap(r->app->session)) == heap_hash(session_heap(m->app->session)),
                  "the tape leads to another memory");
    replay_free(r);
    tape_free(tape);
}

static void finish(struct monkey *m)
{
    check(m);
    check_tape(m);
    app_free(m->app);
}

START_TEST(whatever_is_pressed_nothing_breaks)
{
    unsigned long seed = setting("GCSTEP_RANDOM_SEED", 1) + (unsigned long)_i;
    unsigned long keys = setting("GCSTEP_RANDOM_KEYS", 1000);
    struct monkey m = {.chance = {seed * UINT64_C(0x9e3779b97f4a7c15)}, .cells = cells_new(100, 30)};
    begin(&m);
    for (unsigned long i = 0; i < keys; i++) {
        do_something(&m);
        look(&m);
        if (i % CHECK_EVERY == 0)
            check(&m);
        if (m.app->quit && below(&m.chance, 8)) {
            m.app->quit = false; // somebody who changes his mind: longer sessions
        } else if (m.app->quit) {
            finish(&m);
            begin(&m);
        }
    }
    finish(&m);
    cells_free(m.cells);
}
END_TEST

int main(void)
{
    char directory[32];
    unsetenv("GCSTEP_STRESS");      // it is as long as it should be
    enter_own_directory(directory); // keys record tapes
    Suite *suite = suite_create("random");
    TCase *tc = tcase_create("random");
    tcase_set_timeout(tc, 3600);
    tcase_add_loop_test(tc, whatever_is_pressed_nothing_breaks, 0, SEEDS);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    remove_own_directory(directory);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
