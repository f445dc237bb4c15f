// Which language the program speaks, and where its words are: beside the program that was built, or where
// it was installed.
#include "app/options.h"
#include "app/place.h"
#include "base/lang.h"

// PREFIX/bin/gcstep has its words in PREFIX/share/locale, build/release/gcstep and its tests in build/locale.
static bool open_words(const char *language)
{
    static const char *const places[] = {"../share/locale", "../locale", "../../locale"};
    bool opened = false;
    for (unsigned i = 0; i < sizeof places / sizeof *places && !opened; i++) {
        struct buf path = {0};
        opened = place_path(places[i], &path) && lang_open(language, path.data);
        buf_release(&path);
    }
    return opened;
}

bool language_choose(const char *language, struct error *err)
{
    struct buf all = {0};
    bool chosen = false;
#define X(letters, name) buf_addf(&all, "%s" #letters " (" name ")", all.len ? ", " : "");
    LANGUAGES(X)
#undef X
    if (!lang_exists(language))
        error_set(err, _("--lang takes one of %s, not '%s'"), all.data, language);
    else if (!open_words(language))
        error_set(err, _("the words of --lang %s are not installed"), language);
    else
        chosen = true;
    buf_release(&all);
    return chosen;
}
