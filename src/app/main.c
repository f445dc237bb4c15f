#include <stdio.h>
#include <stdlib.h>

#include "app/help.h"
#include "app/options.h"
#include "app/versions.h"
#include "base/lang.h"

static int print_text(void (*write)(struct buf *out))
{
    struct buf text = {0};
    write(&text);
    fputs(buf_text(&text), stdout);
    buf_release(&text);
    return fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

static void write_version(struct buf *out)
{
    buf_adds(out, "gcstep " GCSTEP_VERSION ", models CPython");
    for (unsigned i = 0; profile_at(i); i++)
        buf_addf(out, "%s %s", i ? "," : "", profile_at(i)->name);
    buf_addc(out, '\n');
}

static int (*const subcommands[SUBCOMMAND_COUNT])(const struct options *options) = {
#define X(name, function, word, usage, help) function##_main,
    SUBCOMMANDS(X)
#undef X
};

int main(int argc, char **argv)
{
    struct options options;
    struct error err;
    // What is not there is no error unless --lang asks for it.
    language_choose(lang_of_environment(), &err);
    if (!options_parse(argc, argv, &options, &err)) {
        fprintf(stderr, _("gcstep: %s\nTry 'gcstep --help'.\n"), err.text);
        return EXIT_USAGE;
    }
    if (options.help)
        return print_text(help_usage);
    if (options.man)
        return print_text(help_man);
    if (options.list_versions)
        return print_text(versions_write);
    if (options.version)
        return print_text(write_version);
    return subcommands[options.subcommand](&options);
}
