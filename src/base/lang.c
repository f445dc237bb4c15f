#include "base/lang.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

static const char *const languages[] = {
#define X(letters, name) #letters,
    LANGUAGES(X)
#undef X
};
enum { LANGUAGE_COUNT = sizeof languages / sizeof *languages };

bool lang_exists(const char *language)
{
    for (int i = 0; i < LANGUAGE_COUNT; i++)
        if (strcmp(language, languages[i]) == 0)
            return true;
    return false;
}

// "es_MX.UTF-8" asks for es. NULL when it asks for none that there is.
static const char *language_of(const char *locale)
{
    size_t len = strcspn(locale, "_.@:");
    for (int i = 0; i < LANGUAGE_COUNT; i++)
        if (strlen(languages[i]) == len && strncmp(locale, languages[i], len) == 0)
            return languages[i];
    return NULL;
}

// LANGUAGE is a list, most wanted first.
static const char *language_of_list(const char *list)
{
    for (const char *at = list; *at; at += strcspn(at, ":"), at += *at == ':')
        if (language_of(at))
            return language_of(at);
    return NULL;
}

const char *lang_of_environment(void)
{
    static const char *const variables[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    const char *list = getenv("LANGUAGE"), *locale = NULL, *found = NULL;
    for (int i = 0; i < 3 && !(locale && *locale); i++)
        locale = getenv(variables[i]);
    bool plain = !locale || !*locale || strcmp(locale, "C") == 0 || strcmp(locale, "POSIX") == 0;
    if (list && !plain)
        found = language_of_list(list);
    if (!found && !plain)
        found = language_of(locale);
    return found ? found : "en";
}

static const char *current = "en";

const char *lang_current(void)
{
    return current;
}

// gettext looks at LANGUAGE, but not in the locale "C"; C.UTF-8 is the one that every Debian has.
static bool open_words(const char *language, const char *directory)
{
    if (strcmp(language, "en") == 0)
        return setlocale(LC_MESSAGES, "C") != NULL;
    if (!setlocale(LC_MESSAGES, "C.UTF-8") || setenv("LANGUAGE", language, 1) != 0)
        return false;
    bindtextdomain("gcstep", directory);
    bind_textdomain_codeset("gcstep", "UTF-8");
    textdomain("gcstep");
    // The header of the translation is what the empty text is translated to.
    return *gettext("") != '\0';
}

bool lang_open(const char *language, const char *directory)
{
    bool opened = lang_exists(language) && open_words(language, directory);
    for (int i = 0; i < LANGUAGE_COUNT && opened; i++)
        if (strcmp(language, languages[i]) == 0)
            current = languages[i];
    return opened;
}
