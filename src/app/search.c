// ^R: the lines entered before, searched as one types.
#include <string.h>

#include "app/app.h"
#include "app/commands.h"

static void say_search(struct app *app, bool found)
{
    const char *needle = lineedit_text(&app->search.needle);
    if (found)
        app_say(app, _("search back: %s_"), needle);
    else
        app_complain(app, _("search back: %s_  (no older line has it)"), needle);
}

static void put_back(struct app *app)
{
    struct search *search = &app->search;
    lineedit_set(&app->line, buf_text(&search->text));
    app->line.cursor = search->cursor;
    app->line.at = search->at;
}

void command_search(struct app *app)
{
    struct search *search = &app->search;
    app->view.repl_scroll = 0;
    lineedit_clear(&search->needle);
    buf_clear(&search->text);
    buf_adds(&search->text, lineedit_text(&app->line));
    search->cursor = app->line.cursor;
    search->at = app->line.at;
    app->mode = MODE_SEARCH;
    say_search(app, true);
}

// From line `from` of the history down; without a needle the line is what it was.
static void search_from(struct app *app, size_t from)
{
    const char *needle = lineedit_text(&app->search.needle);
    if (*needle)
        say_search(app, lineedit_find(&app->line, needle, from));
    else
        put_back(app);
    if (!*needle)
        say_search(app, true);
}

static void end_search(struct app *app, bool take)
{
    if (!take)
        put_back(app);
    app->mode = MODE_NORMAL;
    buf_clear(&app->message);
}

void app_search_key(struct app *app, uint32_t key)
{
    struct lineedit *line = &app->line;
    bool is_text = key >= 0x20 && key < KEY_BASE && key != 0x7f;
    size_t newest = line->history_len;
    if (is_text) {
        bool anew = lineedit_is_empty(&app->search.needle);
        lineedit_insert_char(&app->search.needle, key);
        search_from(app, !anew && line->at < newest ? line->at + 1 : newest);
    } else if (key == K_BACKSPACE) {
        lineedit_backspace(&app->search.needle);
        search_from(app, newest);
    } else if (key == CTRL('R')) {
        search_from(app, line->at);
    } else {
        bool cancels = key == K_ESCAPE || key == CTRL('G') || key == K_INTERRUPT;
        end_search(app, !cancels);
        if (!cancels && key != K_ENTER)
            app_key(app, key); // takes the line and does what it always does
    }
}
