// An application without a terminal, driven key by key.
#ifndef TESTS_APP_FIXTURE_H
#define TESTS_APP_FIXTURE_H

#include <check.h>
#include <stdlib.h>

#include "app/app.h"
#include "heap/atoms.h"
#include "heap/dict.h"
#include "render/render.h"

static inline struct app *new_app(const char *python)
{
    struct session_options options = {
        .profile = profile_find(python), .history = 8u << 20, .stop_at_gc = true, .filename = "<stdin>"};
    unsetenv("GCSTEP_STRESS"); // the tests name steps
    return app_new(session_new(&options));
}

static inline void type(struct app *app, const char *text)
{
    for (; *text; text++)
        app_key(app, (unsigned char)*text);
}

static inline void enter(struct app *app, const char *line)
{
    type(app, line);
    app_key(app, K_ENTER);
}

static inline bool is_bound(const struct app *app, const char *name)
{
    const struct heap *h = session_heap(app->session);
    uint32_t pos = 0, key, value;
    while (h->w[HW_MAIN] && dict_next(h, h->w[HW_MAIN], &pos, &key, &value))
        if (heap_kind(h, key) == KIND_STR && str_is(h, key, name))
            return true;
    return false;
}

static inline const char *message(const struct app *app)
{
    return buf_text(&app->message);
}

#endif
