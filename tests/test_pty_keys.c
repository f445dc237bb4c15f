// Each key of the table of commands and each word of the prompt, as a person meets them: something is opened
// and typed, the key is pressed, and the screen must show what it did. What is tried comes out of the
// table: a command that nobody tries here fails.
#include "app/commands.h"
#include "own_directory.h"
#include "pty_program.h"

// ---- keys as a terminal sends them ------------------------------------------------------------------

static const struct {
    uint32_t key;
    const char *bytes;
} sequences[] = {
    {K_UP, "\033OA"},        {K_DOWN, "\033OB"},       {K_RIGHT, "\033OC"},    {K_LEFT, "\033OD"},
    {K_HOME, "\033OH"},      {K_END, "\033OF"},        {K_PAGE_UP, "\033[5~"}, {K_PAGE_DOWN, "\033[6~"},
    {K_DELETE, "\033[3~"},   {K_BACKSPACE, "\177"},    {K_ENTER, "\r"},        {K_TAB, "\t"},
    {K_SHIFT_TAB, "\033[Z"}, {K_ESCAPE, "\033"},       {K_INTERRUPT, "\003"},  {K_WORD_LEFT, "\033b"},
    {K_WORD_RIGHT, "\033f"}, {K_WORD_DELETE, "\033d"}, {K_F1, "\033OP"},       {K_F2, "\033OQ"},
    {K_F3, "\033OR"},        {K_F4, "\033OS"},         {K_F5, "\033[15~"},     {K_F6, "\033[17~"},
    {K_F7, "\033[18~"},      {K_F8, "\033[19~"},       {K_F9, "\033[20~"},     {K_F10, "\033[21~"},
    {K_F11, "\033[23~"},     {K_F12, "\033[24~"},
};

// Sends a key; waits for nothing.
static void send_key(struct pty *p, uint32_t key)
{
    for (size_t i = 0; i < sizeof sequences / sizeof *sequences; i++) {
        if (sequences[i].key == key) {
            pty_write(p, sequences[i].bytes, strlen(sequences[i].bytes));
            return;
        }
    }
    ck_assert_msg(key < 0x7f, "no terminal sends key %u", (unsigned)key);
    pty_write(p, (const char[]){(char)key}, 1);
}

static void press(struct pty *p, uint32_t key)
{
    unsigned long next = p->frame + 1;
    send_key(p, key);
    pty_wait(p, next);
}

static uint32_t key_called(const char *name)
{
    struct buf text = {0};
    uint32_t key = 0;
    for (size_t i = 0; i < sizeof sequences / sizeof *sequences && !key; i++) {
        buf_clear(&text);
        key_name(sequences[i].key, &text);
        if (strcmp(buf_text(&text), name) == 0)
            key = sequences[i].key;
    }
    buf_release(&text);
    if (!key)
        key = name[0] == '^' && name[1] ? CTRL(name[1]) : (unsigned char)name[0];
    return key;
}

// Keys by their names, separated by blanks.
static void press_all(struct pty *p, const char *names)
{
    char copy[128], *words[32];
    snprintf(copy, sizeof copy, "%s", names);
    int count = split_words(copy, words, 32);
    for (int i = 0; i < count; i++)
        press(p, key_called(words[i]));
}

// ---- what is tried ----------------------------------------------------------------------------------

enum flag { PLAIN, FROM_FILE, SPOILED, ENDS };

struct trial {
    int id;              // command or word
    enum place place;    // of the key
    const char *opening; // lines entered, then text typed; of a file's lines when FROM_FILE
    const char *keys;    // pressed before
    const char *then;    // typed after it
    const char *shows;   // is on the screen then, and was not before the key
    const char *hides;   // the other way round; may be NULL
    enum flag flag;      // SPOILED: something else has written on the screen; ENDS: the program ends
};

#define COLLECTING CYCLE "gc.collect(0)\n"
#define TWO_LANES "import gc\na = []\ngc.collect(0)\n"
#define LINES "for i in range(20): print('line', i)\n\n"
#define MANY "x = [[] for i in range(60)]\n"

static const struct trial trials[] = {
    {COMMAND_STEP, BOTH, COLLECTING, "", "", " event 2/", " event 1/"},
    {COMMAND_NEXT_PHASE, BOTH, COLLECTING, "", "", "▸UPDATE", NULL},
    {COMMAND_NEXT_LINE, BOTH, "a = []\nb = [a]\n", "", "", "►2 b = [a]", "►1 a = []", FROM_FILE},
    {COMMAND_FINISH, BOTH, COLLECTING, "", "", "gen 0 · 0", "gen 0 · 2"},
    {COMMAND_RUN_ON, BOTH, "a = []\nb = [a]\n", "", "", "the file has ended", "►1 a = []", FROM_FILE},
    {COMMAND_COLLECT, BOTH, "", "", "", ">>> import gc; gc.collect()", NULL},
    {COMMAND_BACK, BOTH, "a = []\n", "", "", "HISTORY", "live"},
    {COMMAND_RUN_TO, OUTSIDE, "a = []\n", "", "#1", "run to: #1_", NULL},
    {COMMAND_PLAY, OUTSIDE, COLLECTING, "", "", "playing, 2 steps a second", NULL},
    {COMMAND_SLOWER, OUTSIDE, "", "", "", "Space plays 1 step a second", NULL},
    {COMMAND_FASTER, OUTSIDE, "", "", "", "Space plays 4 steps a second", NULL},
    {COMMAND_REPLAY, OUTSIDE, COLLECTING, "c", "", " event 1/", NULL},
    {COMMAND_PREVIOUS_PHASE, OUTSIDE, COLLECTING, "n n", "", "▸UPDATE", "▸SUBTRACT"},
    {COMMAND_START, OUTSIDE, "x = []\n", "", "", "gen 0 · 0", "x ──►"},
    {COMMAND_NOW, OUTSIDE, "a = []\n", "b b b b b", "", "live", "HISTORY"},
    {COMMAND_GO_TO, OUTSIDE, "a = []\n", "", "3", "go to step: 3_", NULL},
    {COMMAND_END_PROGRAM, OUTSIDE, "a = []\n", "", "", "Python is shutting down", NULL},
    {COMMAND_SELECT_UP, OUTSIDE, "a = []; b = [a]\n", "↓ ↓", "", "┏━ #1 list", "┏━ #2 list"},
    {COMMAND_SELECT_DOWN, OUTSIDE, "a = []; b = [a]\n", "↓", "", "┏━ #2 list", "┏━ #1 list"},
    {COMMAND_SELECT_LEFT, OUTSIDE, TWO_LANES, "F5 F5 c = [ ] Enter Esc ↓ →", "", "┏━ #2 list",
     "┏━ a▸#1 list"},
    {COMMAND_SELECT_RIGHT, OUTSIDE, TWO_LANES, "F5 F5 c = [ ] Enter Esc ↓", "", "┏━ a▸#1 list", "┏━ #2 list"},
    {COMMAND_DESELECT, OUTSIDE, "a = []; b = [a]\n", "↓", "", "╭─ #1 list", "┏━ #1 list"},
    {COMMAND_PLACEMENT, OUTSIDE, "", "", "", "lanes: side by side", NULL},
    {COMMAND_ZOOM, OUTSIDE, "", "", "", "zoom: boxes", NULL},
    {COMMAND_ISLANDS, OUTSIDE, "", "", "", "islands of garbage are not shown", NULL},
    {COMMAND_LEAVE, BOTH, ":exit\n", "F5 F5 F5 F5", "", "", NULL, ENDS},
    {COMMAND_PAGE_UP, IN_PROMPT, LINES, "", "", "lines below (PgDn)", " line 19"},
    {COMMAND_PAGE_DOWN, IN_PROMPT, LINES, "PgUp", "", " line 19", "lines below (PgDn)"},
    {COMMAND_PAGE_UP, OUTSIDE, MANY, "PgDn", "", " #2 list", NULL},
    {COMMAND_PAGE_DOWN, OUTSIDE, MANY, "", "", "#20 list", NULL},
    {COMMAND_RUN, IN_PROMPT, "x = []", "", "", "x ──►", NULL},
    {COMMAND_WORD, OUTSIDE, "", "", "he", ">>> :he", NULL},
    {COMMAND_OLDER, IN_PROMPT, "a = 1\n", "", "+2", ">>> a = 1+2", NULL},
    {COMMAND_NEWER, IN_PROMPT, "a = 1\nb = 2\n", "↑ ↑", "+2", ">>> b = 2+2", NULL},
    {COMMAND_SEARCH, IN_PROMPT, "", "", "", "search back: _", NULL},
    {COMMAND_LEFT, IN_PROMPT, "abcd", "", "|", ">>> abc|d", NULL},
    {COMMAND_RIGHT, IN_PROMPT, "abcd", "^A", "|", ">>> a|bcd", NULL},
    {COMMAND_WORD_LEFT, IN_PROMPT, "one two", "", "|", ">>> one |two", NULL},
    {COMMAND_WORD_RIGHT, IN_PROMPT, "one two", "^A", "|", ">>> one| two", NULL},
    {COMMAND_LINE_START, IN_PROMPT, "abcd", "", "|", ">>> |abcd", NULL},
    {COMMAND_LINE_END, IN_PROMPT, "abcd", "^A", "|", ">>> abcd|", NULL},
    {COMMAND_BACKSPACE, IN_PROMPT, "abcd", "", "|", ">>> abc|", NULL},
    {COMMAND_DELETE, IN_PROMPT, "abcd", "^A", "|", ">>> |bcd", NULL},
    {COMMAND_CUT_TO_END, IN_PROMPT, "ab cd", "← ←", "|", ">>> ab |", "cd"},
    {COMMAND_CUT_TO_START, IN_PROMPT, "ab cd", "← ←", "|", ">>> |cd", NULL},
    {COMMAND_CUT_WORD, IN_PROMPT, "ab cd", "", "|", ">>> ab |", "cd"},
    {COMMAND_CUT_NEXT_WORD, IN_PROMPT, "ab cd", "^A", "|", ">>> | cd", NULL},
    {COMMAND_PASTE_CUT, IN_PROMPT, "ab cd", "^W ^A", "|", ">>> cd|ab", NULL},
    {COMMAND_TRANSPOSE, IN_PROMPT, "abcd", "", "|", ">>> abdc|", NULL},
    {COMMAND_INDENT, IN_PROMPT, "for i in []:\n", "", "|", " ...         |", NULL},
    {COMMAND_COMPLETE, IN_PROMPT, "prin", "", "|", ">>> print|", NULL},
    {COMMAND_END_OF_INPUT, IN_PROMPT, "abcd", "^A", "|", ">>> |bcd", NULL},
    {COMMAND_TO_HEAP, IN_PROMPT, "", "", "", "z zoom", "● REPL"},
    {COMMAND_LESSONS, BOTH, "", "", "5", "which lesson? 5_", NULL},
    {COMMAND_AUTOMATIC, BOTH, "", "", "", "auto stop off", NULL},
    {COMMAND_NEXT_PANE, OUTSIDE, "", "", "", "● GC", NULL},
    {COMMAND_PREVIOUS_PANE, IN_PROMPT, "", "", "", "● GC", "● REPL"},
    {COMMAND_PREVIOUS_PANE, OUTSIDE, "", "", "", "━ NAMES", NULL},
    {COMMAND_PANE_NAMES, OUTSIDE, "", "", "", "━ NAMES", NULL},
    {COMMAND_PANE_HEAP, OUTSIDE, "", "1", "", "━ gen 0", "━ NAMES"},
    {COMMAND_PANE_GC, OUTSIDE, "", "", "", "● GC", NULL},
    {COMMAND_PANE_PROMPT, OUTSIDE, "", "", "", "● REPL", NULL},
    {COMMAND_INTERRUPT, BOTH, "abcd", "", "", "", "abcd"},
    {COMMAND_REDRAW, BOTH, "", "", "", "gcstep · CPython 3.11", "SPOILED", SPOILED},
    {COMMAND_HELP, BOTH, "", "", "", "HELP", NULL},
    {COMMAND_RECORD, BOTH, "", "", "", "recording to gcstep-", NULL},
    {COMMAND_QUIT, BOTH, "abcd", "", "", "quit? The line you have typed is lost (y/n)", NULL},
};
enum { TRIALS = sizeof trials / sizeof *trials };

static const struct trial word_trials[] = {
    {WORD_HELP, 0, ":help", "", "", "HELP", NULL},
    {WORD_BREAK, 0, ":break #1", "", "", "breakpoint 1: stops when", NULL},
    {WORD_INFO, 0, ":break #1\n:info break", "", "", "BREAKPOINTS", NULL},
    {WORD_DELETE, 0, ":break #1\n:delete 1", "", "", "breakpoint 1 is gone", NULL},
    {WORD_RESET, 0, "x = []\n:reset", "", "", "gen 0 · 0", "x ──►"},
    {WORD_EXIT, 0, "a = []\n:exit", "", "", "Python is shutting down", NULL},
};

// ---- trying -----------------------------------------------------------------------------------------

static const struct trial *find_trial(unsigned id, enum place place)
{
    for (size_t i = 0; i < TRIALS; i++)
        if (trials[i].id == (int)id && (trials[i].place & place))
            return &trials[i];
    ck_abort_msg("nobody tries %s %s", command_table[id].name,
                 place == IN_PROMPT ? "in the prompt" : "outside");
    return NULL;
}

static bool in_prompt(struct pty *p)
{
    return pty_find(p, "● REPL") >= 0 || pty_find(p, "● gcstep-test") >= 0;
}

static void open_trial(struct pty *p, const struct trial *t)
{
    if (t->flag == FROM_FILE)
        open_gcstep_file(p, 100, 30, t->opening);
    else
        open_gcstep(p, 100, 30, "--python 3.11", t->opening);
}

static void go_to_place(struct pty *p, enum place place)
{
    if (in_prompt(p) != (place == IN_PROMPT))
        press(p, place == IN_PROMPT ? '4' : K_ESCAPE);
    ck_assert_int_eq(in_prompt(p), place == IN_PROMPT);
}

static void check_screen(struct pty *p, const struct trial *t, const char *key, bool after)
{
    bool shown = *t->shows && pty_find(p, t->shows) >= 0, hidden = !t->hides || pty_find(p, t->hides) < 0;
    if (after ? shown == (*t->shows != '\0') && hidden : !shown && (!t->hides || !hidden))
        return;
    pty_print(p);
    ck_abort_msg("%s %s, opened with \"%s\": \"%s\" %s, \"%s\" %s", after ? "after" : "before", key,
                 t->opening, t->shows, shown ? "is shown" : "is not shown", t->hides ? t->hides : "",
                 hidden ? "is not shown" : "is shown");
}

static void end_trial(struct pty *p)
{
    kill(p->pid, SIGKILL);
    pty_end(p);
}

static void try_key(const struct trial *t, uint32_t key, enum place place)
{
    struct pty p;
    struct buf name = {0};
    key_name(key, &name);
    buf_adds(&name, place == IN_PROMPT ? " in the prompt" : " outside");
    open_trial(&p, t);
    go_to_place(&p, place == IN_PROMPT && *t->keys ? IN_PROMPT : place);
    press_all(&p, t->keys);
    go_to_place(&p, place);
    if (t->flag == SPOILED)
        vterm_input_write(p.vt, "\033[1;1HSPOILED", 13);
    if (t->flag == ENDS) {
        send_key(&p, key);
        expect_exit(&p, 0);
    } else {
        check_screen(&p, t, buf_text(&name), false);
        press(&p, key);
        pty_type(&p, t->then);
        check_screen(&p, t, buf_text(&name), true);
        end_trial(&p);
    }
    buf_release(&name);
}

// Is `key` ever this command there, or does another one always come first?
static bool reaches(const struct command *c, uint32_t key, enum place place)
{
    for (unsigned when = 1; when <= ALWAYS; when <<= 1)
        if (command_find(key, place, (enum when)when) == c)
            return true;
    return false;
}

START_TEST(each_key_of_a_command_does_what_it_is_for)
{
    const unsigned id = (unsigned)_i;
    const struct command *c = &command_table[id];
    const uint32_t keys[] = {c->letter, c->key, c->key2};
    unsigned tried = 0;
    for (unsigned i = 0; i < 6; i++) {
        enum place place = i % 2 ? OUTSIDE : IN_PROMPT;
        if (!keys[i / 2] || !reaches(c, keys[i / 2], place))
            continue;
        try_key(find_trial(id, place), keys[i / 2], place);
        tried++;
    }
    ck_assert_uint_gt(tried, 0);
}
END_TEST

START_TEST(each_word_does_what_it_is_for)
{
    struct pty p;
    const struct trial *t = &word_trials[_i];
    ck_assert_uint_eq(sizeof word_trials / sizeof *word_trials, WORD_COUNT);
    ck_assert_int_eq(t->id, _i);
    open_trial(&p, t);
    check_screen(&p, t, word_table[_i].word, false);
    press(&p, K_ENTER);
    check_screen(&p, t, word_table[_i].word, true);
    end_trial(&p);
}
END_TEST

int main(int argc, char **argv)
{
    unsetenv("GCSTEP_STRESS"); // the screens are of steps without it
    char directory[32];
    test_path = argc > 0 ? realpath(argv[0], NULL) : "";
    enter_own_directory(directory); // a key records a tape
    Suite *suite = suite_create("pty keys");
    TCase *tc = tcase_create("keys");
    tcase_set_timeout(tc, 120);
    tcase_add_loop_test(tc, each_key_of_a_command_does_what_it_is_for, 0, COMMAND_COUNT);
    tcase_add_loop_test(tc, each_word_does_what_it_is_for, 0, WORD_COUNT);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    remove_own_directory(directory);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
