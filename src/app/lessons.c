#include "app/lessons.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/commands.h"
#include "app/options.h"
#include "app/place.h"
#include "base/alloc.h"
#include "base/lang.h"

// ---- which there are ----------------------------------------------------------------------------

static const char *title_of(const struct tape *tape, const char *language)
{
    for (size_t i = 0; i < tape->count; i++)
        if (tape->lines[i].verb == TAPE_MARK && tape_speaks(tape, i, language))
            return tape->lines[i].text;
    return tape->name;
}

static bool add_lesson(struct lessons *lessons, const char *path, const char *language, struct error *err)
{
    struct tape *tape = tape_read(path, err);
    if (!tape)
        return false;
    lessons->paths[lessons->count] = xstrdup(path);
    lessons->titles[lessons->count++] = xstrdup(title_of(tape, language));
    tape_free(tape);
    return true;
}

// PREFIX/share/gcstep/demos when installed; build/release/gcstep and its tests are two or three steps down.
static bool find_tapes(glob_t *found)
{
    static const char *const places[] = {"../share/gcstep/demos", "../../demos", "../../../demos"};
    for (unsigned i = 0; i < sizeof places / sizeof *places; i++) {
        struct buf pattern = {0};
        bool there = place_path(places[i], &pattern);
        buf_adds(&pattern, "/[0-9]*.tape");
        there = there && glob(pattern.data, 0, NULL, found) == 0;
        buf_release(&pattern);
        if (there)
            return true;
    }
    return false;
}

bool lessons_find(const char *language, struct lessons *out, struct error *err)
{
    glob_t found;
    *out = (struct lessons){0};
    if (!find_tapes(&found))
        return error_set(err, _("the lessons are not installed"));
    out->paths = xcalloc(found.gl_pathc, sizeof *out->paths);
    out->titles = xcalloc(found.gl_pathc, sizeof *out->titles);
    bool good = true;
    for (size_t i = 0; i < found.gl_pathc && good; i++)
        good = add_lesson(out, found.gl_pathv[i], language, err);
    globfree(&found);
    if (!good)
        lessons_release(out);
    return good;
}

void lessons_release(struct lessons *lessons)
{
    for (size_t i = 0; i < lessons->count; i++) {
        free(lessons->paths[i]);
        free(lessons->titles[i]);
    }
    free(lessons->paths);
    free(lessons->titles);
    *lessons = (struct lessons){0};
}

void lessons_list(const struct lessons *lessons, struct buf *out)
{
    for (size_t i = 0; i < lessons->count; i++)
        buf_addf(out, "%2zu  %s\n", i + 1, lessons->titles[i]);
}

const char *lessons_path(const struct lessons *lessons, const char *number, struct error *err)
{
    char *end;
    unsigned long n = strtoul(number, &end, 10);
    if (*number >= '0' && *number <= '9' && !*end && n >= 1 && n <= lessons->count)
        return lessons->paths[n - 1];
    error_set(err, _("there is no lesson %s: they are 1 to %zu"), number, lessons->count);
    return NULL;
}

// ---- choosing one on the screen -----------------------------------------------------------------

static void show_choice(struct app *app)
{
    app_say(app, _("which lesson? %s_"), lineedit_text(&app->number));
}

void command_lessons(struct app *app)
{
    struct lessons lessons;
    struct error err;
    struct buf list = {0};
    if (!lessons_find(lang_current(), &lessons, &err)) {
        app_complain(app, "%s", err.text);
        return;
    }
    lessons_list(&lessons, &list);
    app_open_overlay(app, _(" LESSONS "), list.data);
    app->mode = MODE_LESSON;
    lineedit_clear(&app->number);
    show_choice(app);
    buf_release(&list);
    lessons_release(&lessons);
}

void app_choose_lesson(struct app *app)
{
    struct lessons lessons;
    struct error err;
    const char *path = NULL;
    if (lessons_find(lang_current(), &lessons, &err))
        path = lessons_path(&lessons, lineedit_text(&app->number), &err);
    if (path) {
        app->lesson = xstrdup(path);
        app->quit = true;
    } else {
        app_complain(app, "%s", err.text);
    }
    lessons_release(&lessons);
}

// A session in which nothing was done is nothing to lose.
static void take_choice(struct app *app)
{
    app_close_help(app);
    buf_clear(&app->message);
    if (lineedit_is_empty(&app->number))
        return;
    if (session_end(app->session) == 0)
        app_choose_lesson(app);
    else
        app_ask(app, QUESTION_LESSON, _("the lesson starts with an empty heap. Leave this one? (y/n)"));
}

void app_lesson_key(struct app *app, uint32_t key)
{
    if (key == K_ENTER) {
        take_choice(app);
        return;
    }
    if (app_gives_up(app, key))
        return;
    if (key == K_BACKSPACE)
        lineedit_backspace(&app->number);
    else if (key >= '0' && key <= '9' && app->number.text.len < 3)
        lineedit_insert_char(&app->number, key);
    show_choice(app);
}

// ---- gcstep --demo ------------------------------------------------------------------------------

int demo_main(const struct options *options)
{
    struct lessons lessons;
    struct error err;
    const char *path = NULL;
    bool found = lessons_find(options->language, &lessons, &err);
    if (found && options->file)
        path = lessons_path(&lessons, options->file, &err);
    int status = EXIT_USAGE;
    if (path) {
        struct options play = *options;
        play.file = path;
        status = play_main(&play);
    } else if (found && !options->file) {
        struct buf list = {0};
        lessons_list(&lessons, &list);
        fputs(buf_text(&list), stdout);
        printf(_("gcstep --demo N plays one of them.\n"));
        buf_release(&list);
        status = EXIT_SUCCESS;
    } else {
        fprintf(stderr, "gcstep --demo: %s\n", err.text);
    }
    lessons_release(&lessons);
    return status;
}
