// The terminal, by way of curses: the only file that includes it.
#include <curses.h>
#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <sys/select.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/lang.h"
#include "base/utf8.h"
#include "render/render.h"
#include "render/signals.h"

#include <term.h> // last: it defines macros with everyday names

// Numbers of our own for define_key, above everything curses uses.
enum { PASTE_BEGIN = KEY_MAX + 1, PASTE_END, WORD_LEFT, WORD_RIGHT, WORD_DELETE };
enum { ESCAPE_DELAY_MS = 25, PASTE_WAIT_MS = 2000 };

struct terminal {
    SCREEN *screen; // NULL once closed
    enum charset charset;
    enum theme theme;
    enum color_depth depth;
    bool frames;
    unsigned long frame;
    struct buf pasted;
};

// ---- opening and closing ------------------------------------------------------------------------

static const char *locale_in_environment(void)
{
    static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
    for (unsigned i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);
        if (value && *value)
            return value;
    }
    return "";
}

static bool says_utf8(const char *name)
{
    const char *dot = strchr(name, '.');
    return dot && (strncasecmp(dot + 1, "UTF-8", 5) == 0 || strncasecmp(dot + 1, "utf8", 4) == 0);
}

// A locale that is not generated leaves the C locale behind without a word: C.UTF-8 is then the
// next best thing, as it is when more than ASCII is asked for in a locale that has no more. Numbers keep
// their decimal points: only LC_CTYPE is set.
static enum charset find_charset(const struct terminal_options *options)
{
    bool known = setlocale(LC_CTYPE, "") != NULL, utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
    bool wants_utf8 = options->charset_given ? options->charset != CHARSET_ASCII
                                             : !known && says_utf8(locale_in_environment());
    if (!utf8 && wants_utf8)
        utf8 = setlocale(LC_CTYPE, "C.UTF-8") != NULL;
    if (!utf8)
        return CHARSET_ASCII;
    if (options->charset_given)
        return options->charset;
    const char *term = getenv("TERM");
    return term && strcmp(term, "linux") == 0 ? CHARSET_CP437 : CHARSET_UTF8;
}

static bool terminal_usable(struct error *err)
{
    static const char way_on[] = N_("gcstep --plain, gcstep run and gcstep shot work without a screen");
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
        return error_set(err, _("standard %s is not a terminal; %s"),
                         isatty(STDIN_FILENO) ? _("output") : _("input"), _(way_on));
    const char *term = getenv("TERM");
    int status;
    if (!term || !*term)
        return error_set(err, _("TERM is not set, so the terminal is unknown; %s"), _(way_on));
    if (setupterm(term, STDOUT_FILENO, &status) != OK)
        return error_set(err, _("the terminal TERM=%s is unknown; %s"), term, _(way_on));
    bool moves = tigetstr("cup") && tigetstr("cup") != (char *)-1;
    del_curterm(cur_term);
    if (!moves)
        return error_set(err, _("the terminal TERM=%s cannot move its cursor; %s"), term, _(way_on));
    return true;
}

static enum color_depth find_depth(enum color_mode mode)
{
    const char *no_color = getenv("NO_COLOR");
    if (mode == COLOR_NEVER || (mode == COLOR_AUTO && no_color && *no_color))
        return DEPTH_MONO;
    if (!has_colors() || start_color() != OK)
        return DEPTH_MONO;
    return COLORS >= 256 && COLOR_PAIRS > STYLE_COUNT ? DEPTH_256 : DEPTH_8;
}

// Pair n + 1 is style n; with 8 colours and few pairs that still fits (64 pairs).
static void set_up_colors(struct terminal *t, enum color_mode mode)
{
    t->depth = find_depth(mode);
    if (t->depth == DEPTH_MONO)
        return;
    bool own = use_default_colors() == OK; // the terminal's own colours, as -1
    for (int i = 0; i < STYLE_COUNT; i++) {
        struct look look = theme_look(t->theme, t->depth, (enum style)i);
        short fg = look.fg < 0 && !own ? COLOR_WHITE : look.fg;
        short bg = look.bg < 0 && !own ? COLOR_BLACK : look.bg;
        init_pair((short)(i + 1), fg, bg);
    }
}

static void bracketed_paste(bool on)
{
    const char *sequence = on ? "\033[?2004h" : "\033[?2004l";
    fflush(stdout);
    ssize_t written = write(STDOUT_FILENO, sequence, strlen(sequence));
    (void)written; // a terminal that is gone is noticed when a key is read
}

// ^S, ^Q, ^V and ^\ are keys without a meaning: none of them freezes or kills a session by a slip of a
// finger, or as a byte of what is pasted.
static void take_driver_keys(void)
{
    struct termios modes;
    if (tcgetattr(STDIN_FILENO, &modes) != 0)
        return;
    modes.c_iflag &= ~(tcflag_t)IXON;
    modes.c_lflag &= ~(tcflag_t)IEXTEN;
    modes.c_cc[VQUIT] = _POSIX_VDISABLE;
    tcsetattr(STDIN_FILENO, TCSANOW, &modes);
}

static void set_up_keys(void)
{
    cbreak(); // not raw: Ctrl-C and Ctrl-Z stay signals
    take_driver_keys();
    def_prog_mode(); // else noecho() would put back what it knows of
    noecho();
    nonl();
    intrflush(stdscr, FALSE);
    keypad(stdscr, TRUE);
    set_escdelay(ESCAPE_DELAY_MS);
    define_key("\033[200~", PASTE_BEGIN);
    define_key("\033[201~", PASTE_END);
    define_key("\033b", WORD_LEFT); // Alt-b, Ctrl-Left
    define_key("\033[1;5D", WORD_LEFT);
    define_key("\033f", WORD_RIGHT);
    define_key("\033[1;5C", WORD_RIGHT);
    define_key("\033[1;3D", WORD_LEFT); // Alt-Left
    define_key("\033[1;3C", WORD_RIGHT);
    define_key("\033d", WORD_DELETE);
    bracketed_paste(true);
}

// Delivered only while a key is waited for, so that none is missed: curses ignores SIGTSTP while it writes.
static void hold_signals(bool on)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGWINCH);
    sigaddset(&set, SIGTSTP);
    sigprocmask(on ? SIG_BLOCK : SIG_UNBLOCK, &set, NULL);
}

struct terminal *terminal_open(const struct terminal_options *options, struct error *err)
{
    struct termios modes;
    if (!terminal_usable(err))
        return NULL;
    enum charset charset = find_charset(options);
    tcgetattr(STDIN_FILENO, &modes);
    SCREEN *screen = newterm(NULL, stdout, stdin);
    if (!screen) {
        error_set(err, _("the terminal cannot be set up (TERM=%s); gcstep --plain works without"),
                  getenv("TERM"));
        return NULL;
    }
    struct terminal *t = xcalloc(1, sizeof *t);
    *t = (struct terminal){.screen = screen, .charset = charset, .theme = options->theme};
    t->frames = getenv("GCSTEP_FRAMES") != NULL;
    signals_guard_terminal(STDIN_FILENO, &modes);
    signals_catch_interrupt(NULL);
    signals_catch_stop();
    hold_signals(true);
    set_up_colors(t, options->color);
    set_up_keys();
    return t;
}

void terminal_close(struct terminal *t)
{
    if (!t || !t->screen)
        return;
    bracketed_paste(false);
    endwin();
    delscreen(t->screen);
    t->screen = NULL;
    signals_release_terminal();
    signals_release_interrupt();
    hold_signals(false);
    buf_release(&t->pasted);
}

void terminal_free(struct terminal *t)
{
    terminal_close(t);
    free(t);
}

void terminal_size(const struct terminal *t, int *width, int *height)
{
    (void)t; // curses keeps it
    getmaxyx(stdscr, *height, *width);
}

enum charset terminal_charset(const struct terminal *t)
{
    return t->charset;
}

// ---- showing ------------------------------------------------------------------------------------

static attr_t attributes_of(const struct terminal *t, const struct cell *cell)
{
    struct look look = theme_look(t->theme, t->depth, (enum style)cell->style);
    attr_t attributes = A_NORMAL;
    if (look.bold)
        attributes |= A_BOLD;
    if (look.underline)
        attributes |= A_UNDERLINE;
    if (look.reverse != (cell->reverse != 0))
        attributes |= A_REVERSE;
    return attributes;
}

static void show_cell(const struct terminal *t, int x, int y, const struct cell *cell)
{
    wchar_t text[3] = {(wchar_t)cell->ch, (wchar_t)cell->mark, 0};
    cchar_t out;
    short pair = t->depth == DEPTH_MONO ? 0 : (short)(cell->style + 1);
    setcchar(&out, text, attributes_of(t, cell), pair, NULL);
    mvadd_wch(y, x, &out);
}

static void announce_frame(struct terminal *t)
{
    char text[48];
    int len = snprintf(text, sizeof text, "\033]777;frame=%lu\007", ++t->frame);
    ssize_t written = write(STDOUT_FILENO, text, (size_t)len);
    (void)written;
}

void terminal_show(struct terminal *t, const struct cells *c)
{
    erase();
    for (int y = 0; y < c->height && y < LINES; y++)
        for (int x = 0; x < c->width && x < COLS; x++)
            if (c->at[(size_t)y * (size_t)c->width + (size_t)x].ch)
                show_cell(t, x, y, &c->at[(size_t)y * (size_t)c->width + (size_t)x]);
    bool shown = c->cursor_x >= 0 && c->cursor_y >= 0;
    curs_set(shown);
    if (shown)
        move(c->cursor_y, c->cursor_x);
    wnoutrefresh(stdscr);
    doupdate();
    if (t->frames)
        announce_frame(t);
}

void terminal_redraw(struct terminal *t)
{
    (void)t;
    clearok(curscr, TRUE);
}

// ---- keys ---------------------------------------------------------------------------------------

struct key_pair {
    int curses;
    uint32_t key;
};

static const struct key_pair key_pairs[] = {
    {KEY_UP, K_UP},
    {KEY_DOWN, K_DOWN},
    {KEY_LEFT, K_LEFT},
    {KEY_RIGHT, K_RIGHT},
    {KEY_HOME, K_HOME},
    {KEY_END, K_END},
    {KEY_FIND, K_HOME},
    {KEY_SELECT, K_END},
    {KEY_PPAGE, K_PAGE_UP},
    {KEY_NPAGE, K_PAGE_DOWN},
    {KEY_IC, K_INSERT},
    {KEY_DC, K_DELETE},
    {KEY_BACKSPACE, K_BACKSPACE},
    {KEY_ENTER, K_ENTER},
    {KEY_BTAB, K_SHIFT_TAB},
    {KEY_RESIZE, K_RESIZE},
    {WORD_LEFT, K_WORD_LEFT},
    {WORD_RIGHT, K_WORD_RIGHT},
    {WORD_DELETE, K_WORD_DELETE},
};

static uint32_t translate_key(int c)
{
    if (c >= KEY_F(1) && c <= KEY_F(12))
        return K_F1 + (uint32_t)(c - KEY_F(1));
    for (unsigned i = 0; i < sizeof key_pairs / sizeof *key_pairs; i++)
        if (key_pairs[i].curses == c)
            return key_pairs[i].key;
    return 0;
}

// The rest of a character whose first byte is `first`. Malformed bytes give U+FFFD and swallow
// nothing: a byte that does not belong is put back.
static uint32_t read_utf8(int first)
{
    char bytes[4] = {(char)first};
    size_t len = 1, want = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1;
    uint32_t ch;
    timeout(ESCAPE_DELAY_MS);
    while (len < want) {
        int c = getch();
        if (c == ERR)
            break;
        if (c < 0x80 || c > 0xbf) {
            ungetch(c);
            break;
        }
        bytes[len++] = (char)c;
    }
    utf8_decode(bytes, len, &ch);
    return ch;
}

// After an Esc: is it the key, or the start of a sequence that this terminal's description does not
// have (Ctrl-Up, a report)? Such a sequence is read to its end and means nothing: its letters must
// not become commands.
static uint32_t read_escape(void)
{
    timeout(0);
    int c = getch();
    if (c != '[' && c != 'O') {
        if (c != ERR)
            ungetch(c);
        return K_ESCAPE;
    }
    do
        c = getch();
    while (c != ERR && c >= 0x20 && c < 0x40);
    return 0;
}

static uint32_t translate_control(int c)
{
    switch (c) {
    case '\r':
    case '\n':
        return K_ENTER;
    case '\t':
        return K_TAB;
    case 27:
        return read_escape();
    case 8: // the third backspace is KEY_BACKSPACE
    case 127:
        return K_BACKSPACE;
    }
    return (uint32_t)c;
}

// All up to the end of the paste. Keys that curses makes out of pasted escape sequences are dropped.
static void read_paste(struct terminal *t)
{
    buf_clear(&t->pasted);
    timeout(PASTE_WAIT_MS);
    for (int c = getch(); c != PASTE_END && c != ERR; c = getch()) {
        if (c == '\r')
            c = '\n';
        if (c < 256)
            buf_addc(&t->pasted, (char)c);
    }
}

// Ctrl-Z: leaves the screen as a shell expects it.
static void stop(void)
{
    bracketed_paste(false);
    endwin();
    signals_stop_now();
}

// After a stop of any kind the modes may be a shell's, and the window may have another size: nobody told a
// process that was not in the foreground.
static uint32_t resume(void)
{
    struct winsize size;
    reset_prog_mode();
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row && size.ws_col)
        resizeterm(size.ws_row, size.ws_col);
    clearok(curscr, TRUE);
    refresh();
    bracketed_paste(true);
    return K_RESIZE;
}

static uint32_t read_key(struct terminal *t, int c)
{
    if (c == PASTE_BEGIN) {
        read_paste(t);
        return K_PASTE;
    }
    if (c > 255)
        return translate_key(c);
    if (c >= 0x80)
        return read_utf8(c);
    return translate_control(c);
}

enum wait { WAIT_INPUT, WAIT_SIGNAL, WAIT_TIMEOUT, WAIT_GONE };

// Waits with `mask` in force, so that no signal falls between looking and waiting.
static enum wait wait_for_input(int timeout_ms, const sigset_t *mask)
{
    fd_set set;
    struct timespec limit = {.tv_sec = timeout_ms / 1000, .tv_nsec = timeout_ms % 1000 * 1000000L};
    FD_ZERO(&set);
    FD_SET(STDIN_FILENO, &set);
    int n = pselect(STDIN_FILENO + 1, &set, NULL, NULL, timeout_ms < 0 ? NULL : &limit, mask);
    if (n < 0)
        return errno == EINTR ? WAIT_SIGNAL : WAIT_GONE;
    return n == 0 ? WAIT_TIMEOUT : WAIT_INPUT;
}

static uint32_t wait_for_key(struct terminal *t, int timeout_ms, const sigset_t *mask)
{
    for (bool ready = false;;) {
        if (signals_interrupted())
            return K_INTERRUPT;
        if (signals_stop_wanted())
            stop();
        if (signals_continued())
            return resume();
        timeout(0);
        int c = getch();
        if (c != ERR) {
            uint32_t key = read_key(t, c);
            if (key)
                return key;
            continue;
        }
        if (ready)
            return K_EOF; // readable, yet nothing to read: the terminal is gone
        enum wait wait = wait_for_input(timeout_ms, mask);
        if (wait == WAIT_TIMEOUT)
            return 0;
        if (wait == WAIT_GONE)
            return K_EOF;
        ready = wait == WAIT_INPUT;
    }
}

uint32_t terminal_key(struct terminal *t, int timeout_ms)
{
    static const int waited_for[] = {SIGINT, SIGTSTP, SIGCONT, SIGWINCH};
    sigset_t held, before, open;
    sigemptyset(&held);
    for (unsigned i = 0; i < sizeof waited_for / sizeof *waited_for; i++)
        sigaddset(&held, waited_for[i]);
    sigprocmask(SIG_BLOCK, &held, &before);
    open = before;
    for (unsigned i = 0; i < sizeof waited_for / sizeof *waited_for; i++)
        sigdelset(&open, waited_for[i]);
    uint32_t key = wait_for_key(t, timeout_ms, &open);
    sigprocmask(SIG_SETMASK, &before, NULL);
    return key;
}

const char *terminal_pasted(const struct terminal *t)
{
    return buf_text(&t->pasted);
}
