// The help overlay, --help and the manual page, all out of the tables of commands and options.
#include "app/help.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/commands.h"
#include "app/options.h"
#include "base/alloc.h"
#include "base/utf8.h"

enum { KEY_COLUMNS = 10, HALF_COLUMNS = 45, TWO_HALVES = 2 * HALF_COLUMNS + 2 };

static const char *const legend[] = {
    N_("marks  ? candidate  ~ tentatively unreachable  + reachable"),
    N_("       ^ moved back  R resurrected  x unreachable"),
    N_("       w weakref cleared  F finalized  c tp_clear done"),
    N_("       † freed  » promoted"),
    N_("lines  ● leaves this object  ◄ ► arrives at this object"),
    N_("       « » more than once  ↺ itself  ○ ◁ weak"),
    N_("       │ on a dotted row just passes by"),
    N_("       heavy line = this step's reference, or the selection's"),
};
enum { LEGEND_LINES = sizeof legend / sizeof *legend };

// Lines of one column of the overlay.
struct lines {
    char *at[COMMAND_COUNT + WORD_COUNT + 2 * SECTION_COUNT + LEGEND_LINES + CONDITION_COUNT + 3];
    int count;
};

static void add_line(struct lines *lines, const char *text)
{
    lines->at[lines->count++] = xstrdup(text);
}

static void pad(struct buf *out, size_t start, size_t columns)
{
    size_t used = utf8_width(out->data + start, out->len - start);
    for (; used < columns; used++)
        buf_addc(out, ' ');
}

static void add_words(struct lines *lines)
{
    struct buf line = {0};
    for (unsigned i = 0; i < WORD_COUNT; i++) {
        buf_clear(&line);
        word_text((enum prompt_word)i, &line);
        pad(&line, 0, KEY_COLUMNS);
        buf_addf(&line, " %s", _(word_table[i].help));
        add_line(lines, line.data);
    }
    buf_release(&line);
}

static void add_section(struct lines *lines, enum section section)
{
    struct buf line = {0};
    if (lines->count)
        add_line(lines, "");
    add_line(lines, section_title(section));
    for (unsigned i = 0; i < COMMAND_COUNT; i++) {
        const struct command *command = &command_table[i];
        if (command->section != section)
            continue;
        buf_clear(&line);
        command_keys(command, &line);
        pad(&line, 0, KEY_COLUMNS);
        buf_addf(&line, " %s", _(command->help));
        add_line(lines, line.data);
    }
    if (section == SECTION_WORDS)
        add_words(lines);
    buf_release(&line);
}

static void add_conditions(struct lines *lines)
{
    struct buf line = {0};
    add_line(lines, "");
    add_line(lines, _("Words after u and :break"));
    for (unsigned i = 0; i < CONDITION_COUNT; i++) {
        buf_clear(&line);
        buf_addf(&line, "  %-*s %s", KEY_COLUMNS, condition_table[i].example, _(condition_table[i].text));
        add_line(lines, line.data);
    }
    buf_release(&line);
}

static void add_legend(struct lines *lines)
{
    add_line(lines, "");
    for (unsigned i = 0; i < LEGEND_LINES; i++)
        add_line(lines, _(legend[i]));
}

// Two columns become one text: left padded, right beside it.
static void join(struct lines *left, struct lines *right, struct lines *out)
{
    int rows = left->count > right->count ? left->count : right->count;
    for (int i = 0; i < rows; i++) {
        struct buf line = {0};
        buf_adds(&line, i < left->count ? left->at[i] : "");
        pad(&line, 0, HALF_COLUMNS);
        buf_addf(&line, "│ %s", i < right->count ? right->at[i] : "");
        add_line(out, line.data);
        buf_release(&line);
    }
    for (int i = 0; i < left->count; i++)
        free(left->at[i]);
    for (int i = 0; i < right->count; i++)
        free(right->at[i]);
}

static void collect_lines(struct lines *out, int columns)
{
    if (columns < TWO_HALVES) {
        for (unsigned i = 0; i < SECTION_COUNT; i++)
            add_section(out, (enum section)i);
    } else {
        struct lines left = {.count = 0}, right = {.count = 0};
        add_section(&left, SECTION_STEPPING);
        add_section(&left, SECTION_LOOKING);
        add_section(&left, SECTION_WORDS);
        add_section(&right, SECTION_TYPING);
        add_section(&right, SECTION_ANYWHERE);
        join(&left, &right, out);
    }
    add_conditions(out);
    add_legend(out);
}

static void open_lines(struct app *app, const char *title, const struct lines *lines)
{
    app_close_help(app);
    app->help = xcalloc((size_t)lines->count, sizeof *app->help);
    memcpy(app->help, lines->at, (size_t)lines->count * sizeof *app->help);
    app->view.help = (const char *const *)app->help;
    app->view.help_lines = lines->count;
    app->view.help_title = title;
    app->mode = MODE_HELP;
}

void app_open_help(struct app *app)
{
    struct lines lines = {.count = 0};
    collect_lines(&lines, app->view.width - 8);
    open_lines(app, _(" HELP "), &lines);
    app->help_is_keys = true;
}

void app_open_overlay(struct app *app, const char *title, const char *text)
{
    struct lines lines = {.count = 0};
    const int most = sizeof lines.at / sizeof *lines.at;
    for (const char *end; *text && lines.count < most; text = *end ? end + 1 : end) {
        end = text + strcspn(text, "\n");
        lines.at[lines.count++] = xstrndup(text, (size_t)(end - text));
    }
    open_lines(app, title, &lines);
}

void app_close_help(struct app *app)
{
    for (int i = 0; i < app->view.help_lines; i++)
        free(app->help[i]);
    free(app->help);
    app->help = NULL;
    app->view.help = NULL;
    app->view.help_lines = app->view.help_scroll = 0;
    app->view.overlay_in_corner = app->help_is_keys = false;
    app->mode = MODE_NORMAL;
}

bool app_gives_up(struct app *app, uint32_t key)
{
    if (key != K_ESCAPE && key != K_INTERRUPT)
        return false;
    app_close_help(app);
    buf_clear(&app->message);
    return true;
}

void command_help(struct app *app)
{
    app_open_help(app);
}

// ---- --help -------------------------------------------------------------------------------------

void help_usage(struct buf *out)
{
    buf_adds(out, _("gcstep makes CPython's memory visible: type Python, see the objects, step through a "
                    "collection.\n\nUsage:\n"));
    for (unsigned i = 0; i < SUBCOMMAND_COUNT; i++) {
        size_t start = out->len;
        buf_addf(out, "  %s", subcommand_table[i].usage);
        pad(out, start, 34);
        buf_addf(out, " %s\n", _(subcommand_table[i].help));
    }
    buf_adds(out, _("\nOptions:\n"));
    for (unsigned i = 0; i < OPTION_COUNT; i++) {
        size_t start = out->len;
        buf_addf(out, "  --%s%s%s", option_table[i].name, option_table[i].argument ? " " : "",
                 option_table[i].argument ? option_table[i].argument : "");
        pad(out, start, 24);
        buf_addf(out, " %s\n", _(option_table[i].help));
    }
    struct lines lines = {.count = 0};
    for (unsigned i = 0; i < SECTION_COUNT; i++)
        add_section(&lines, (enum section)i);
    add_conditions(&lines);
    buf_adds(out, _("\nKeys on the screen:\n"));
    for (int i = 0; i < lines.count; i++) {
        buf_addf(out, "%s%s\n", *lines.at[i] ? "  " : "", lines.at[i]);
        free(lines.at[i]);
    }
}
