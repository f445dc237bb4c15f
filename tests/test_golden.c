// Golden screens: golden/screens.h says what is painted and at which sizes, and tests/golden holds what must
// come out. With GCSTEP_UPDATE_GOLDEN=1 in the environment the files are written anew.
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "base/alloc.h"
#include "golden/screens.h"
#include "render/render.h"

// ---- where --------------------------------------------------------------------------------------

static enum gc_phase phase_named(const char *name)
{
    static const char *const functions[] = {
#define X(id, function, chip, brief) chip,
        GC_PHASES(X)
#undef X
    };
    for (unsigned i = 0; i < sizeof functions / sizeof *functions; i++)
        if (strcmp(name, functions[i]) == 0)
            return (enum gc_phase)(i + 1);
    return GC_PHASE_IDLE;
}

static enum step_kind step_named(const char *name)
{
    for (unsigned i = 0; i < STEP_KIND_COUNT; i++)
        if (strcmp(name, step_table[i].name) == 0)
            return (enum step_kind)i;
    return STEP_KIND_COUNT;
}

static uint64_t last_of(const struct session *s, enum step_kind kind, uint32_t a)
{
    struct step step;
    for (uint64_t n = session_end(s); n > session_first(s); n--)
        if (session_read(s, n, &step) && step.kind == kind && (kind != STEP_GC_PHASE || step.a == a))
            return n;
    ck_abort_msg("there is no such step");
    return 0;
}

static bool ends_phase(const struct session *s, uint64_t n)
{
    struct step step;
    return !session_read(s, n, &step) || step.kind == STEP_GC_PHASE || step.kind == STEP_GC_END;
}

// Event `nth` of the last run of a phase; its last one when nth is 0.
static uint64_t in_phase(const struct session *s, enum gc_phase phase, unsigned nth)
{
    uint64_t n = last_of(s, STEP_GC_PHASE, phase);
    for (unsigned i = 0; (nth == 0 || i < nth) && n < session_end(s) && !ends_phase(s, n + 1); i++)
        n++;
    return n;
}

static void go_to(struct session *s, const struct screen *screen)
{
    if (!screen->at) {
        session_to_end(s);
        return;
    }
    enum gc_phase phase = phase_named(screen->at);
    if (phase != GC_PHASE_IDLE)
        session_show(s, in_phase(s, phase, screen->nth));
    else
        session_show(s, last_of(s, step_named(screen->at), 0));
}

// ---- comparing ----------------------------------------------------------------------------------

// The line at *at, without its end; *at moves past it. NULL at the end.
static const char *next_line(const char **at, size_t *len)
{
    const char *line = *at;
    if (!*line)
        return NULL;
    *len = strcspn(line, "\n");
    *at = line + *len + (line[*len] == '\n');
    return line;
}

// Rows that differ, with their numbers.
static unsigned differences(const char *expected, const char *found, struct buf *out)
{
    unsigned differ = 0;
    for (int row = 0;; row++) {
        size_t expected_len = 0, found_len = 0;
        const char *a = next_line(&expected, &expected_len), *b = next_line(&found, &found_len);
        if (!a && !b)
            return differ;
        if (a && b && expected_len == found_len && memcmp(a, b, found_len) == 0)
            continue;
        differ++;
        buf_addf(out, "%3d - %.*s\n%3d + %.*s\n", row, (int)expected_len, a ? a : "", row, (int)found_len,
                 b ? b : "");
    }
}

static void write_golden(const char *path, const struct buf *text)
{
    FILE *f = fopen(path, "w");
    ck_assert_msg(f != NULL, "cannot write %s", path);
    fwrite(buf_text(text), 1, text->len, f);
    fclose(f);
}

static void compare(const char *name, const char *size, const char *extension, const struct buf *found)
{
    char path[256];
    struct buf expected = {0}, report = {0};
    snprintf(path, sizeof path, "tests/golden/%s.%s.%s", name, size, extension);
    if (getenv("GCSTEP_UPDATE_GOLDEN")) {
        write_golden(path, found);
        return;
    }
    ck_assert_msg(buf_read_file(&expected, path), "cannot read %s; `make update-golden` writes it", path);
    unsigned differ = differences(buf_text(&expected), buf_text(found), &report);
    if (differ)
        printf("%s: %u rows differ (- expected, + found)\n%s", path, differ, buf_text(&report));
    ck_assert_msg(differ == 0, "%s differs", path);
    buf_release(&expected);
    buf_release(&report);
}

// ---- painting -----------------------------------------------------------------------------------

static struct app *run(const struct screen *screen)
{
    char path[128];
    struct error err;
    snprintf(path, sizeof path, "tests/golden/%s.py", screen->program);
    struct session_options options = {.profile = profile_find(screen->profile),
                                      .history = (size_t)64 << 20,
                                      .stop_at_gc = screen->keys != NULL,
                                      .filename = path};
    unsetenv("GCSTEP_STRESS"); // the pictures are of steps without it
    struct session *s = session_new(&options);
    ck_assert_msg(session_load(s, path, &err), "%s: %s", path, err.text);
    for (unsigned n = 0; !screen->keys && (!screen->statements || n < screen->statements); n++) {
        if (!session_next_statement(s))
            break;
        while (session_state(s) == SESSION_RUNNING)
            session_to_end(s);
    }
    if (!screen->keys)
        go_to(s, screen);
    return app_new(s);
}

static void press(struct app *app, struct cells *cells, const char *keys)
{
    app_show_file(app);
    for (; *keys; keys++) {
        app_paint(app, cells);
        app_key(app, *keys == '$' ? K_ENTER : (unsigned char)*keys);
        while (app_timeout(app) == 0)
            app_tick(app);
    }
}

static void check_golden(const struct screen *screen, const char *size)
{
    int width, height;
    struct buf text = {0};
    ck_assert_int_eq(sscanf(size, "%dx%d", &width, &height), 2);
    struct app *app = run(screen);
    struct cells *cells = cells_new(width, height);
    app->view.placement = screen->placement;
    app->view.zoom = screen->zoom;
    app_after_run(app);
    if (screen->keys)
        press(app, cells, screen->keys);
    app_paint(app, cells);
    cells_to_charset(cells, screen->charset);
    render_text(cells, &text);
    compare(screen->name, size, "txt", &text);
    buf_clear(&text);
    render_styles(cells, &text);
    compare(screen->name, size, "style", &text);
    buf_release(&text);
    cells_free(cells);
    app_free(app);
}

START_TEST(each_screen_is_as_it_was)
{
    const struct screen *screen = &screens[_i];
    for (size_t i = 0; i < EVERY_SIZES; i++)
        check_golden(screen, every_screen[i]);
    char sizes[64], *next = sizes;
    snprintf(sizes, sizeof sizes, "%s", screen->more_sizes ? screen->more_sizes : "");
    for (char *size; (size = strtok_r(next, " ", &next));)
        check_golden(screen, size);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("golden");
    TCase *tcase = tcase_create("screens");
    tcase_add_loop_test(tcase, each_screen_is_as_it_was, 0, SCREENS);
    tcase_set_timeout(tcase, 60);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner), run_count = srunner_ntests_run(runner);
    srunner_free(runner);
    return failed == 0 && run_count > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
