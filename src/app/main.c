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
    switch (options.subcommand) {
    case SUBCOMMAND_PLAIN:
        return plain_main(&options);
    case SUBCOMMAND_RUN:
        return run_main(&options);
    case SUBCOMMAND_TRACE:
        return trace_main(&options);
    case SUBCOMMAND_SHOT:
        return shot_main(&options);
    case SUBCOMMAND_DEMO:
        return demo_main(&options);
    case SUBCOMMAND_EXPORT:
        return export_main(&options);
    case SUBCOMMAND_PLAY:
        return play_main(&options);
    case SUBCOMMAND_TEST:
        return test_main(&options);
    case SUBCOMMAND_RENDER:
        return render_main(&options);
    case SUBCOMMAND_SCREEN:
    case SUBCOMMAND_COUNT:
        break;
    }
    return interactive_main(&options);
}
