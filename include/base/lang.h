// The language of the program's own words. What Python prints, the names of CPython's functions and of the
// collector's phases are the same in every language.
#ifndef BASE_LANG_H
#define BASE_LANG_H

#include <libintl.h>
#include <stdbool.h>

// The text in the language that lang_open chose; the text itself when there is no translation.
#define _(text) gettext(text) // NOLINT(bugprone-reserved-identifier): the name that xgettext knows
// Marks a text of a table for translation; _() translates it where it is used.
#define N_(text) text

// Languages that there are, as --lang takes them: the letters and the own name.
#define LANGUAGES(X)                                                                                         \
    X(en, "English")                                                                                         \
    X(es, "Español")

// Whether `language` is one of LANGUAGES.
bool lang_exists(const char *language);
// The one of LANGUAGES that the environment asks for (LANGUAGE, LC_ALL, LC_MESSAGES, LANG, in gettext's
// order); "en" when it asks for none of them.
const char *lang_of_environment(void);
// The language of the words now: what lang_open opened last, at first "en".
const char *lang_current(void);
// From here on the words are those of `language`, taken from `directory`/`language`/LC_MESSAGES/gcstep.mo.
// False, and they stay English, when `language` is not "en" and that file cannot be used. Numbers are
// written as before: LC_NUMERIC stays "C".
bool lang_open(const char *language, const char *directory);

#endif
