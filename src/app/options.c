#include "app/options.h"

#include <ctype.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"

const struct subcommand_info subcommand_table[SUBCOMMAND_COUNT] = {
#define X(name, function, word, usage, help) {word, usage, help},
    SUBCOMMANDS(X)
#undef X
};

const struct option_info option_table[OPTION_COUNT] = {
#define X(name, word, letter, argument, where, help) {word, letter, argument, where, help},
    OPTIONS(X)
#undef X
};

static const char *command_name(enum subcommand subcommand)
{
    static const char *const names[SUBCOMMAND_COUNT] = {
        "gcstep",      "gcstep --plain", "gcstep --demo", "gcstep run",  "gcstep trace",
        "gcstep shot", "gcstep export",  "gcstep play",   "gcstep test", "gcstep render"};
    return names[subcommand];
}

// ---- values -------------------------------------------------------------------------------------

static bool set_python(struct options *o, const char *value, const char *where, struct error *err)
{
    o->profile = profile_find(value);
    if (o->profile)
        return true;
    char known[128] = "";
    for (unsigned i = 0; profile_at(i); i++) {
        strncat(known, i ? ", " : "", sizeof known - strlen(known) - 1);
        strncat(known, profile_at(i)->name, sizeof known - strlen(known) - 1);
    }
    return error_set(err, _("%s: there is no model of Python %s; there are %s"), where, value, known);
}

static bool set_color(struct options *o, const char *value, struct error *err)
{
    static const char *const names[] = {
        [COLOR_AUTO] = "auto", [COLOR_ALWAYS] = "always", [COLOR_NEVER] = "never"};
    for (unsigned i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(value, names[i]) == 0) {
            o->terminal.color = (enum color_mode)i;
            return true;
        }
    }
    return error_set(err, _("--color takes auto, always or never, not '%s'"), value);
}

// A whole decimal number from 1 to `most`; 0 when it is none. *end is where it stops.
static long number(const char *text, long most, const char **end)
{
    char *stop;
    if (!isdigit((unsigned char)*text))
        return 0;
    long n = strtol(text, &stop, 10);
    *end = stop;
    return n > most ? 0 : n;
}

static bool set_megabytes(size_t *bytes, const char *option, const char *value, struct error *err)
{
    const char *end = "";
    long megabytes = number(value, 1 << 20, &end);
    if (!megabytes || *end)
        return error_set(err, _("--%s takes a number of megabytes, not '%s'"), option, value);
    *bytes = (size_t)megabytes << 20;
    return true;
}

static bool set_size(struct options *o, const char *value, struct error *err)
{
    const char *end = "";
    long width = number(value, 1000, &end);
    long height = width && *end == 'x' ? number(end + 1, 1000, &end) : 0;
    if (!height || *end)
        return error_set(err, _("--size takes columns and rows such as 100x30, not '%s'"), value);
    o->sized = true;
    o->width = (int)width;
    o->height = (int)height;
    return true;
}

static bool set_charset(struct options *o, const char *value, struct error *err)
{
    o->terminal.charset_given = true;
    return charset_find(value, &o->terminal.charset) ||
           error_set(err, _("--charset takes utf8, cp437 or ascii, not '%s'"), value);
}

static bool set_option(struct options *o, enum option_id id, const char *value, struct error *err)
{
    switch (id) {
    case OPTION_PYTHON:
        return set_python(o, value, "--python", err);
    case OPTION_COLOR:
        return set_color(o, value, err);
    case OPTION_LANG:
        o->language = value;
        return language_choose(value, err);
    case OPTION_THEME:
        return theme_find(value, &o->terminal.theme) ||
               error_set(err, _("--theme takes dark, light or high-contrast, not '%s'"), value);
    case OPTION_CHARSET:
        return set_charset(o, value, err);
    case OPTION_ASCII:
        return set_charset(o, "ascii", err);
    case OPTION_HISTORY:
        return set_megabytes(&o->history, "history", value, err);
    case OPTION_MAX_MEMORY:
        return set_megabytes(&o->max_memory, "max-memory", value, err);
    case OPTION_PLAIN:
        return o->plain = true;
    case OPTION_DEMO:
        return o->demo = true;
    case OPTION_NO_HISTORY:
        return o->no_history = true;
    case OPTION_RECORD:
        o->record = value;
        return true;
    case OPTION_JSON:
        return o->json = true;
    case OPTION_AT:
        o->at = value;
        return true;
    case OPTION_SIZE:
        return set_size(o, value, err);
    case OPTION_OUTPUT:
        o->output = value;
        return true;
    case OPTION_LIST_VERSIONS:
        return o->list_versions = true;
    case OPTION_MAN:
        return o->man = true;
    case OPTION_HELP:
        return o->help = true;
    case OPTION_VERSION:
        return o->version = true;
    case OPTION_COUNT:
        break;
    }
    return false;
}

// ---- parsing ------------------------------------------------------------------------------------

enum { LONG_BASE = 256 };

static void describe_long(struct option *out)
{
    for (int i = 0; i < OPTION_COUNT; i++)
        out[i] = (struct option){.name = option_table[i].name,
                                 .has_arg = option_table[i].argument ? required_argument : no_argument,
                                 .val = LONG_BASE + i};
    out[OPTION_COUNT] = (struct option){0};
}

static int option_of(int c)
{
    if (c >= LONG_BASE)
        return c - LONG_BASE;
    for (int i = 0; i < OPTION_COUNT; i++)
        if (option_table[i].letter && option_table[i].letter == c)
            return i;
    return -1;
}

static bool complain(int c, char **argv, struct error *err)
{
    const char *given = argv[optind - 1];
    if (optopt >= LONG_BASE && c == ':')
        return error_set(err, _("--%s needs a value: %s"), option_table[optopt - LONG_BASE].name,
                         option_table[optopt - LONG_BASE].argument);
    if (optopt >= LONG_BASE)
        return error_set(err, _("--%s takes no value ('%s')"), option_table[optopt - LONG_BASE].name, given);
    if (c == ':')
        return error_set(err, _("-%c needs a value"), optopt);
    if (optopt)
        return error_set(err, _("there is no option -%c"), optopt);
    return error_set(err, _("there is no option %s"), given);
}

// The first word may be a subcommand, the next one is the file. Files are kept at the start of argv, whose
// words there have been read.
static bool take_word(struct options *o, char **argv, char *word, bool *started, struct error *err)
{
    if (!*started) {
        *started = true;
        for (unsigned i = SUBCOMMAND_RUN; i < SUBCOMMAND_COUNT; i++) {
            if (strcmp(word, subcommand_table[i].word) == 0) {
                o->subcommand = (enum subcommand)i;
                return true;
            }
        }
    }
    if (o->file && o->subcommand != SUBCOMMAND_TEST)
        return error_set(err, _("%s takes one file; '%s' is one too many"), command_name(o->subcommand),
                         word);
    o->file = o->file ? o->file : word;
    o->files = argv + 1;
    argv[1 + o->nfiles++] = word;
    return true;
}

static bool parse_words(int argc, char **argv, struct options *o, unsigned *given, struct error *err)
{
    struct option longs[OPTION_COUNT + 1];
    bool started = false;
    describe_long(longs);
    opterr = 0;
    optind = 0; // forgets what an earlier call left in the middle of a word
    for (int c; (c = getopt_long(argc, argv, "-:ho:", longs, NULL)) != -1;) {
        if (c == 1) { // a word between the options
            if (!take_word(o, argv, optarg, &started, err))
                return false;
            continue;
        }
        int id = option_of(c);
        if (id < 0)
            return complain(c, argv, err);
        *given |= 1u << id;
        if (!set_option(o, (enum option_id)id, optarg, err))
            return false;
    }
    for (; optind < argc; optind++) // after "--"
        if (!take_word(o, argv, argv[optind], &started, err))
            return false;
    return true;
}

static bool check(const struct options *o, unsigned given, struct error *err)
{
    const char *name = command_name(o->subcommand);
    for (unsigned i = 0; i < OPTION_COUNT; i++)
        if ((given & 1u << i) && !(option_table[i].where & 1u << o->subcommand))
            return error_set(err, _("%s has no option --%s"), name, option_table[i].name);
    bool needs_file = o->subcommand >= SUBCOMMAND_RUN;
    if (needs_file && !o->file)
        return error_set(err, _("%s needs a file to work on: %s"), name,
                         subcommand_table[o->subcommand].usage);
    if ((WITH_OUTPUT & 1u << o->subcommand) && !o->output)
        return error_set(err, _("%s needs -o OUT: the file to write"), name);
    return true;
}

bool options_parse(int argc, char **argv, struct options *out, struct error *err)
{
    unsigned given = 0;
    const char *python = getenv("GCSTEP_PYTHON");
    *out = (struct options){.profile = profile_default(),
                            .language = lang_of_environment(),
                            .history = (size_t)256 << 20,
                            .width = 100,
                            .height = 30};
    if (!parse_words(argc, argv, out, &given, err))
        return false;
    if (python && *python && !(given & 1u << OPTION_PYTHON) && !set_python(out, python, "GCSTEP_PYTHON", err))
        return false;
    if (out->plain && out->subcommand == SUBCOMMAND_SCREEN)
        out->subcommand = SUBCOMMAND_PLAIN;
    if (out->demo && out->subcommand == SUBCOMMAND_SCREEN)
        out->subcommand = SUBCOMMAND_DEMO;
    return out->help || out->list_versions || out->man || out->version || check(out, given, err);
}
