// The languages: which one is chosen, and that a translated sentence says the same numbers.
#include <ctype.h>
#include <glob.h>
#include <unistd.h>

#include "base/lang.h"
#include "session_fixture.h"

static const char locales[] = "build/locale";

static void set(const char *name, const char *value)
{
    if (value)
        setenv(name, value, 1);
    else
        unsetenv(name);
}

START_TEST(the_environment_chooses_as_gettext_reads_it)
{
    static const char *const names[] = {"LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"};
    static const struct {
        const char *values[4], *chosen;
    } cases[] = {
        {{NULL, NULL, NULL, NULL}, "en"},
        {{NULL, NULL, NULL, "es_ES.UTF-8"}, "es"},
        {{NULL, NULL, "es", "en_US.UTF-8"}, "es"},
        {{NULL, "C", "es_ES", "es_ES"}, "en"},
        {{NULL, "", "", "es_MX@x"}, "es"},
        {{"es:en", NULL, NULL, "C"}, "en"},
        {{"fr:es:en", NULL, NULL, "en_GB.UTF-8"}, "es"},
        {{NULL, NULL, NULL, "est_EE.UTF-8"}, "en"},
        {{NULL, NULL, NULL, "de_DE.UTF-8"}, "en"},
    };
    for (unsigned i = 0; i < sizeof cases / sizeof *cases; i++) {
        for (unsigned k = 0; k < 4; k++)
            set(names[k], cases[i].values[k]);
        ck_assert_msg(strcmp(lang_of_environment(), cases[i].chosen) == 0, "case %u: %s", i,
                      lang_of_environment());
    }
}
END_TEST

START_TEST(words_that_are_not_there_leave_the_language_as_it_was)
{
    ck_assert(lang_exists("es"));
    ck_assert(!lang_exists("fr"));
    ck_assert(!lang_open("es", "/nowhere"));
    ck_assert_str_eq(_("; F5 starts the collector"), "; F5 starts the collector");
}
END_TEST

START_TEST(one_can_change_to_spanish_and_back)
{
    ck_assert(lang_open("es", locales));
    ck_assert_str_eq(_("the program has ended"), "el programa ha terminado");
    ck_assert_str_eq(ngettext("object", "objects", 1), "objeto");
    ck_assert_str_eq(ngettext("object", "objects", 2), "objetos");
    ck_assert(lang_open("en", locales));
    ck_assert_str_eq(_("the program has ended"), "the program has ended");
}
END_TEST

// Every number of a text, sorted: an order of words may be another one.
static int by_value(const void *a, const void *b)
{
    unsigned long x = *(const unsigned long *)a, y = *(const unsigned long *)b;
    return x < y ? -1 : x > y;
}

static size_t numbers_of(const char *text, unsigned long *out, size_t most)
{
    size_t n = 0;
    while (*text && n < most) {
        if (!isdigit((unsigned char)*text)) {
            text++;
            continue;
        }
        char *end;
        out[n++] = strtoul(text, &end, 10);
        text = end;
    }
    qsort(out, n, sizeof *out, by_value);
    return n;
}

static void assert_same_numbers(const char *english, const char *spanish)
{
    enum { MOST = 64 };
    unsigned long a[MOST], b[MOST];
    size_t n = numbers_of(english, a, MOST), m = numbers_of(spanish, b, MOST);
    ck_assert_msg(n == m && memcmp(a, b, n * sizeof *a) == 0, "%s\n%s", english, spanish);
}

// The sentence of each step in the language of now; steps beyond `most` are left out.
static struct session *tell(const char *path, struct buf *sentences, size_t most)
{
    struct error err;
    struct session *s = new_session("3.14");
    ck_assert_msg(session_load(s, path, &err), "%s", err.text);
    while (session_next_statement(s))
        while (session_state(s) == SESSION_RUNNING)
            session_to_end(s);
    for (size_t i = 0; i < most && session_first(s) + i <= session_end(s); i++) {
        session_seek(s, session_first(s) + i);
        sentence_step(s, i % 2 ? SENTENCE_WHOLE : NARROW * 4, &sentences[i]);
    }
    return s;
}

START_TEST(a_spanish_sentence_says_the_numbers_of_the_english_one)
{
    enum { MOST = 3000 };
    glob_t demos;
    size_t differ = 0;
    ck_assert_int_eq(glob("demos/*.py", 0, NULL, &demos), 0);
    for (size_t i = 0; i < demos.gl_pathc; i++) {
        static struct buf english[MOST], spanish[MOST];
        ck_assert(lang_open("en", locales));
        session_free(tell(demos.gl_pathv[i], english, MOST));
        ck_assert(lang_open("es", locales));
        session_free(tell(demos.gl_pathv[i], spanish, MOST));
        for (size_t k = 0; k < MOST; k++) {
            assert_same_numbers(buf_text(&english[k]), buf_text(&spanish[k]));
            differ += strcmp(buf_text(&english[k]), buf_text(&spanish[k])) != 0;
            buf_release(&english[k]);
            buf_release(&spanish[k]);
        }
    }
    globfree(&demos);
    ck_assert_uint_gt(differ, 0);
}
END_TEST

int main(void)
{
    const char *root = getenv("GCSTEP_SOURCE");
    if (root && chdir(root) != 0)
        return EXIT_FAILURE;
    Suite *suite = suite_create("lang");
    TCase *tc = tcase_create("lang");
    tcase_add_test(tc, the_environment_chooses_as_gettext_reads_it);
    tcase_add_test(tc, words_that_are_not_there_leave_the_language_as_it_was);
    tcase_add_test(tc, one_can_change_to_spanish_and_back);
    tcase_add_test(tc, a_spanish_sentence_says_the_numbers_of_the_english_one);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
