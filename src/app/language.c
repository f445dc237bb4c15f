// Which language the program speaks, and where its words are: beside the program that was built, or where
// it was installed.
#include <limits.h>
#include <string.h>
#include <unistd.h>

#include "app/options.h"
#include "base/buf.h"
#include "base/lang.h"

// The directory of the program itself; false when the system does not say.
static bool program_directory(struct buf *out)
{
    char path[PATH_MAX];
    ssize_t len = readlink("/proc/self/exe", path, sizeof path - 1);
    if (len <= 0)
        return false;
    path[len] = '\0';
    buf_add(out, path, (size_t)(strrchr(path, '/') - path));
    return true;
}

// build/release/gcstep has its words in build/locale, PREFIX/bin/gcstep in PREFIX/share/locale.
static bool open_beside(const char *language, const char *directory)
{
    static const char *const places[] = {"../share/locale", "../locale", "../../locale"};
    bool opened = false;
    for (unsigned i = 0; i < sizeof places / sizeof *places && !opened; i++) {
        struct buf path = {0};
        buf_addf(&path, "%s/%s", directory, places[i]);
        opened = lang_open(language, path.data);
        buf_release(&path);
    }
    return opened;
}

bool language_choose(const char *language, struct error *err)
{
    struct buf directory = {0}, all = {0};
    bool chosen = false;
#define X(letters, name) buf_addf(&all, "%s" #letters " (" name ")", all.len ? ", " : "");
    LANGUAGES(X)
#undef X
    if (!lang_exists(language))
        error_set(err, _("--lang takes one of %s, not '%s'"), all.data, language);
    else if (!program_directory(&directory) || !open_beside(language, directory.data))
        error_set(err, _("the words of --lang %s are not installed"), language);
    else
        chosen = true;
    buf_release(&directory);
    buf_release(&all);
    return chosen;
}
