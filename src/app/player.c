#include "app/player.h"

#include <stdlib.h>
#include <string.h>

#include "app/commands.h"
#include "base/alloc.h"
#include "base/utf8.h"

const struct player_key player_key_table[PLAYER_KEY_COUNT] = {
#define X(name, handler, key, key2, label, help) {key, key2, label, help},
    PLAYER_KEYS(X)
#undef X
};

static const struct {
    unsigned percent;
    const char *name;
} speeds[] = {{25, "1/4"}, {50, "1/2"}, {100, "1"}, {200, "2"}, {400, "4"}, {1000, "10"}};
enum { SPEEDS = sizeof speeds / sizeof *speeds, OWN_SPEED = 2, CHAPTER_COLUMNS = 30 };

struct player *player_new(const struct tape *tape, const struct replay_options *options)
{
    struct player *p = xcalloc(1, sizeof *p);
    *p = (struct player){.tape = tape, .options = *options, .speed = OWN_SPEED};
    p->replay = replay_new(tape, options);
    return p;
}

void player_free(struct player *p)
{
    if (!p)
        return;
    replay_free(p->replay);
    buf_release(&p->bar);
    free(p);
}

// ---- forward ------------------------------------------------------------------------------------

// Does somebody who looks on see that the line was done?
static bool is_seen(const struct player *p, size_t at)
{
    const struct tape_line *line = &p->tape->lines[at];
    switch ((int)line->verb) {
    case TAPE_SAY:
        return tape_speaks(p->tape, at, p->options.language);
    case TAPE_PAUSE:
    case TAPE_NOTHING:
    case TAPE_SET:
    case TAPE_MARK:
    case TAPE_EXPECT:
    case TAPE_SHOT:
    case TAPE_STOP:
        return false;
    case TAPE_INTERRUPT:
        return !line->counted;
    }
    return true;
}

// What went wrong is said, and looked at before it goes on.
static enum replay_end do_piece(struct player *p)
{
    struct error err;
    struct replay *r = p->replay;
    enum replay_end end = replay_piece(r, &p->ms, &err);
    p->chapter = r->label ? r->label : p->chapter;
    if (end == REPLAY_FAILED || end == REPLAY_WRONG)
        app_complain(r->app, "%s", err.text);
    if (end == REPLAY_OVER)
        app_say(r->app, _("the tape is over"));
    p->over = end == REPLAY_OVER || end == REPLAY_WRONG;
    p->paused |= end != REPLAY_GOES_ON;
    return end;
}

void player_tick(struct player *p)
{
    do
        do_piece(p);
    while (!p->ms && !p->paused);
}

// At once, up to where a line that `stops` says was done, or what was to be seen is over.
static void do_lines(struct player *p, bool (*stops)(const struct player *p, size_t at))
{
    struct replay *r = p->replay;
    bool done = p->over;
    r->options.whole_lines = true;
    while (!done) {
        size_t at = r->at;
        enum replay_end end = do_piece(p);
        done = end == REPLAY_OVER || end == REPLAY_FAILED || end == REPLAY_WRONG ||
               (r->done == 0 && stops(p, at));
    }
    r->options.whole_lines = p->options.whole_lines;
}

static bool is_mark(const struct player *p, size_t at)
{
    return p->tape->lines[at].verb == TAPE_MARK;
}

static bool never(const struct player *p, size_t at)
{
    (void)p, (void)at;
    return false;
}

// ---- back ---------------------------------------------------------------------------------------

// The way back is the way from the start: the same each time.
static void rewind_to(struct player *p, size_t line)
{
    struct view view = p->replay->app->view;
    replay_free(p->replay);
    p->replay = replay_new(p->tape, &p->options);
    p->replay->app->view.width = view.width;
    p->replay->app->view.height = view.height;
    p->replay->options.whole_lines = true;
    p->chapter = NULL;
    p->over = false;
    while (p->replay->at < line && !p->over)
        do_piece(p);
    p->replay->options.whole_lines = p->options.whole_lines;
    p->paused = true;
}

// The last line before `line` that is wanted; 0 when none is.
static size_t find_before(const struct player *p, size_t line,
                          bool (*wanted)(const struct player *p, size_t at))
{
    while (line > 0)
        if (wanted(p, --line))
            return line;
    return 0;
}

// ---- keys ---------------------------------------------------------------------------------------

static void press_pause(struct player *p)
{
    p->paused = !p->paused || p->over;
    p->ms = 0;
}

static void press_next(struct player *p)
{
    p->paused = true;
    do_lines(p, is_seen);
}

static void press_previous(struct player *p)
{
    size_t last = p->replay->done ? p->replay->at : find_before(p, p->replay->at, is_seen);
    size_t before = find_before(p, last, is_seen);
    rewind_to(p, last > 0 && is_seen(p, before) ? before + 1 : 0);
}

// Under way in a line, it is done first: half of one is on no tape.
static void press_take(struct player *p)
{
    if (p->replay->done)
        do_lines(p, is_seen);
    p->taken = true;
}

static void press_leave(struct player *p)
{
    p->quit = true;
}

static void press_slower(struct player *p)
{
    p->speed -= p->speed > 0;
}

static void press_faster(struct player *p)
{
    p->speed += p->speed < SPEEDS - 1;
}

static void press_next_chapter(struct player *p)
{
    p->paused = true;
    do_lines(p, is_mark);
}

static void press_previous_chapter(struct player *p)
{
    size_t mark = find_before(p, p->replay->at, is_mark);
    size_t seen = find_before(p, p->replay->at, is_seen);
    if (mark > seen) // nothing of it was done: the one before
        mark = find_before(p, mark, is_mark);
    rewind_to(p, p->tape->count && is_mark(p, mark) ? mark + 1 : 0);
}

static void press_start(struct player *p)
{
    rewind_to(p, 0);
}

static void press_end(struct player *p)
{
    p->paused = true;
    do_lines(p, never);
}

static void press_redraw(struct player *p)
{
    p->replay->app->redraw = true;
}

void player_press(struct player *p, uint32_t key)
{
    static void (*const handlers[PLAYER_KEY_COUNT])(struct player * p) = {
#define X(name, handler, key, key2, label, help) press_##handler,
        PLAYER_KEYS(X)
#undef X
    };
    void (*handler)(struct player * p) = NULL;
    if (key == K_EOF || key == CTRL('D'))
        p->quit = true;
    if (key == K_INTERRUPT)
        p->paused = true;
    for (unsigned i = 0; i < PLAYER_KEY_COUNT; i++)
        if (key && (key == player_key_table[i].key || key == player_key_table[i].key2))
            handler = handlers[i];
    if (handler)
        handler(p);
    else if (key >= 0x20 && key != K_EOF && key != K_INTERRUPT && key < KEY_BASE)
        app_say(p->replay->app, _("a tape plays: t takes over, and then keys do what they do elsewhere"));
}

int player_timeout(const struct player *p)
{
    if (p->paused)
        return -1;
    uint64_t ms = p->ms * 100 / speeds[p->speed].percent;
    return ms > 3600000 ? 3600000 : (int)ms;
}

struct app *player_take_app(struct player *p, const char *path)
{
    struct error err;
    struct app *app = replay_take_app(p->replay);
    app->bar = NULL;
    app->quit = false;
    if (record_open(app, path, &err))
        app_say(app, _("you go on from here; recording to %s, F7 ends it"), app->recorder.path);
    else
        app_complain(app, "%s", err.text);
    return app;
}

// ---- painting -----------------------------------------------------------------------------------

// The line that was done last, for who looks on: which one it is and with which key a person does it.
static void add_line(const struct player *p, struct buf *out)
{
    size_t at = p->replay->done ? p->replay->at : find_before(p, p->replay->at, is_seen);
    const struct tape_line *line = p->tape->count ? &p->tape->lines[at] : NULL;
    const struct command *command = line ? record_command_of(line->verb, 0) : NULL;
    buf_addf(out, _(" line %u"), line && p->replay->at ? line->number : 0);
    if (!line || (!command && line->verb != TAPE_RUN && line->verb != TAPE_UNTIL))
        return;
    buf_adds(out, ": [");
    key_name(line->verb == TAPE_RUN     ? K_ENTER
             : line->verb == TAPE_UNTIL ? 'u'
             : command->letter          ? command->letter
                                        : command->key,
             out);
    buf_addf(out, "] %s", tape_verb_table[line->verb].word);
}

static void fill_bar(struct player *p, int width)
{
    struct buf item = {0};
    buf_clear(&p->bar);
    if (p->over)
        buf_adds(&p->bar, _(" over"));
    else if (p->paused)
        buf_adds(&p->bar, _(" paused"));
    else
        buf_addf(&p->bar, " ×%s", speeds[p->speed].name);
    add_line(p, &p->bar);
    if (p->chapter)
        buf_addf(&p->bar, " · %.*s", (int)utf8_prefix(p->chapter, strlen(p->chapter), CHAPTER_COLUMNS),
                 p->chapter);
    buf_adds(&p->bar, " │");
    for (unsigned i = 0; i < PLAYER_KEY_COUNT; i++) {
        const struct player_key *key = &player_key_table[i];
        if (!key->label)
            continue;
        buf_clear(&item);
        buf_adds(&item, " [");
        key_name(key->key, &item);
        buf_addf(&item, "] %s", p->paused && i == PLAYER_PAUSE ? _("play") : _(key->label));
        if (utf8_width(p->bar.data, p->bar.len) + utf8_width(item.data, item.len) <= (size_t)width + 2)
            buf_add(&p->bar, item.data, item.len);
    }
    buf_release(&item);
}

void player_paint(struct player *p, struct cells *cells)
{
    struct app *app = p->replay->app;
    fill_bar(p, cells->width);
    app->bar = p->bar.data;
    app_paint(app, cells);
}
