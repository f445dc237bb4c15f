// The lessons that come with gcstep: tapes with a number in front of their names.
#ifndef APP_LESSONS_H
#define APP_LESSONS_H

#include "app/app.h"
#include "base/buf.h"
#include "base/error.h"

struct lessons {
    char **paths, **titles; // titles: what the first chapter of each tape is called
    size_t count;
};

// All lessons in their order, with titles in `language`. False with a sentence when there are none: they are
// beside the program that was built, or where it was installed.
bool lessons_find(const char *language, struct lessons *out, struct error *err);
void lessons_release(struct lessons *lessons);
// A line for each: " 5  The smallest cycle".
void lessons_list(const struct lessons *lessons, struct buf *out);
// The path of lesson `number`, from 1, as a person wrote it; NULL with a sentence when there is none.
const char *lessons_path(const struct lessons *lessons, const char *number, struct error *err);

// One key while a lesson is being chosen: then app->lesson is its tape and the app has enough.
void app_lesson_key(struct app *app, uint32_t key);
void app_choose_lesson(struct app *app); // that it ends this session has been agreed to

#endif
