// u: runs to what is typed; and the breakpoints, which take the same words.
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "base/lang.h"
#include "base/utf8.h"
#include "render/render.h"

// ---- what can be typed --------------------------------------------------------------------------

enum { ERROR_COLUMNS = 50 };

static void add_examples(struct buf *out)
{
    for (unsigned i = 0; i < CONDITION_COUNT; i++)
        buf_addf(out, "%-10s%s\n", condition_table[i].example, _(condition_table[i].text));
    buf_adds(out, "\n");
}

// In lines that are broken between words.
static void add_wrapped(const char *text, struct buf *out)
{
    size_t used = 0;
    while (*text) {
        size_t len = strcspn(text, " "), width = utf8_width(text, len);
        if (used && used + 1 + width > ERROR_COLUMNS) {
            buf_addc(out, '\n');
            used = 0;
        }
        buf_addf(out, "%s%.*s", used ? " " : "", (int)len, text);
        used += width + (used > 0);
        text += len + strspn(text + len, " ");
    }
}

// What can be typed, and what is wrong with what was; NULL = nothing.
static void open_examples(struct app *app, const char *error)
{
    struct buf text = {0};
    add_examples(&text);
    if (error)
        add_wrapped(error, &text);
    else
        buf_adds(&text, _("as a breakpoint, kept between collections:\n"
                          "  :break #5 ^   :info break   :delete 1"));
    app_open_overlay(app, _(" RUN TO… "), buf_text(&text));
    app->view.overlay_in_corner = true;
    app->mode = MODE_RUN_TO;
    buf_release(&text);
}

static void show_words(struct app *app)
{
    struct condition condition;
    struct buf meaning = {0};
    const char *words = lineedit_text(&app->words);
    if (condition_parse(app->session, words, &condition, NULL)) {
        buf_adds(&meaning, "  (");
        condition_describe(app->session, &condition, &meaning);
        buf_addc(&meaning, ')');
    }
    app_say(app, _("run to: %s_%s"), words, buf_text(&meaning));
    buf_release(&meaning);
}

void command_run_to(struct app *app)
{
    lineedit_clear(&app->words);
    open_examples(app, NULL);
    show_words(app);
}

static bool go_to_place(struct app *app, const struct condition *condition, struct error *err)
{
    uint64_t n;
    if (!condition_place(app->session, condition, &n, err))
        return false;
    app_close_help(app);
    buf_clear(&app->message);
    app_go_to(app, n);
    return true;
}

bool app_run_to(struct app *app, const char *words, struct error *err)
{
    struct condition condition;
    if (!condition_parse(app->session, words, &condition, err))
        return false;
    if (condition_is_place(&condition))
        return go_to_place(app, &condition, err);
    app_close_help(app);
    app_start_run(app, words, &condition);
    return true;
}

static void run_to_words(struct app *app)
{
    struct error err;
    const char *words = lineedit_text(&app->words);
    if (app_run_to(app, words, &err))
        lineedit_remember(&app->words, words);
    else
        open_examples(app, err.text);
}

void app_run_to_key(struct app *app, uint32_t key)
{
    bool is_text = key >= 0x20 && key < KEY_BASE && key != 0x7f;
    if (key == K_ENTER) {
        run_to_words(app);
        return;
    }
    if (app_gives_up(app, key))
        return;
    if (key == K_BACKSPACE)
        lineedit_backspace(&app->words);
    else if (key == K_UP)
        lineedit_older(&app->words);
    else if (key == K_DOWN)
        lineedit_newer(&app->words);
    else if (is_text)
        lineedit_insert_char(&app->words, key);
    show_words(app);
}

// ---- breakpoints --------------------------------------------------------------------------------

void word_break(struct app *app, const char *words)
{
    struct error err = {.line = 0};
    struct buf meaning = {0};
    uint32_t number = breakpoints_add(app->session, words, &err);
    if (!number) {
        app_complain(app, "%s", err.text);
        return;
    }
    condition_describe(app->session,
                       &breakpoints_at(app->session, breakpoints_count(app->session) - 1)->condition,
                       &meaning);
    app_say(app, _("breakpoint %" PRIu32 ": stops when %s; :delete %" PRIu32), number, buf_text(&meaning),
            number);
    buf_release(&meaning);
}

void word_info(struct app *app, const char *words)
{
    struct buf text = {0};
    size_t count = breakpoints_count(app->session);
    if (*words && strcmp(words, "break") != 0) {
        app_complain(app, _("'%.40s' is nothing to tell about: there is :info break"), words);
        return;
    }
    if (count == 0) {
        app_say(app, _("there is no breakpoint; :break #5 ^ makes one"));
        return;
    }
    for (size_t i = 0; i < count; i++) {
        const struct breakpoint *b = breakpoints_at(app->session, i);
        buf_addf(&text, "%2" PRIu32 "  ", b->number);
        condition_describe(app->session, &b->condition, &text);
        buf_addf(&text,
                 ngettext("  (stopped %" PRIu32 " time)\n", "  (stopped %" PRIu32 " times)\n", b->hits),
                 b->hits);
    }
    buf_adds(&text, _("\n:delete N removes one"));
    app_open_overlay(app, _(" BREAKPOINTS "), buf_text(&text));
    buf_release(&text);
}

void word_delete(struct app *app, const char *words)
{
    struct error err;
    char *end;
    unsigned long number = strtoul(words, &end, 10);
    if (end == words || *end)
        app_complain(app, _(":delete needs the number of a breakpoint; :info break lists them"));
    else if (!breakpoints_delete(app->session, number > UINT32_MAX ? 0 : (uint32_t)number, &err))
        app_complain(app, "%s", err.text);
    else
        app_say(app, _("breakpoint %lu is gone"), number);
}
