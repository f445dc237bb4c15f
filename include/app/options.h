// The command line: subcommands and options as tables, and what they were set to.
#ifndef APP_OPTIONS_H
#define APP_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/lang.h"
#include "heap/profile.h"
#include "render/render.h"

#ifndef GCSTEP_VERSION
#define GCSTEP_VERSION "0.1.0"
#endif

enum { EXIT_USAGE = 2 };

// X(NAME, the function without its _main, word, usage, help)
#define SUBCOMMANDS(X)                                                                                       \
    X(SCREEN, interactive, "", "gcstep [FILE]", N_("the screen; n runs FILE line by line"))                  \
    X(PLAIN, plain, "", "gcstep --plain [FILE|-]", N_("the same as sentences; no FILE: lines of a prompt"))  \
    X(DEMO, demo, "", "gcstep --demo [N]", N_("lists the lessons, or plays lesson N"))                       \
    X(RUN, run, "run", "gcstep run FILE|-", N_("no screen: run it as python3 would"))                        \
    X(TRACE, trace, "trace", "gcstep trace FILE", N_("one line for each step"))                              \
    X(SHOT, shot, "shot", "gcstep shot FILE -o OUT", N_("a screen: OUT.txt, .ansi, .svg, .png"))             \
    X(EXPORT, export, "export", "gcstep export FILE -o OUT",                                                 \
      N_("the heap as OUT.json, or a graph: OUT.dot"))                                                       \
    X(PLAY, play, "play", "gcstep play TAPE", N_("a tape on the screen"))                                    \
    X(TEST, test, "test", "gcstep test TAPE...", N_("are the expectations of tapes true?"))                  \
    X(RENDER, render, "render", "gcstep render TAPE -o OUT",                                                 \
      N_("a tape as OUT.cast, .svg, or .txt: sentences"))

enum subcommand {
#define X(name, function, word, usage, help) SUBCOMMAND_##name,
    SUBCOMMANDS(X)
#undef X
        SUBCOMMAND_COUNT
};

// X(NAME, name, short letter, argument, subcommands it is for as a bit each, help)
#define EVERYWHERE (~0u)
#define WITH_KEYS (1u << SUBCOMMAND_SCREEN | 1u << SUBCOMMAND_PLAY)
#define WITH_PROGRAM                                                                                         \
    (1u << SUBCOMMAND_SCREEN | 1u << SUBCOMMAND_PLAIN | 1u << SUBCOMMAND_RUN | 1u << SUBCOMMAND_TRACE)
#define MOMENT (1u << SUBCOMMAND_SHOT | 1u << SUBCOMMAND_EXPORT)
#define WITH_SIZE (1u << SUBCOMMAND_SHOT | 1u << SUBCOMMAND_RENDER)
#define WITH_OUTPUT (MOMENT | WITH_SIZE)
#define OPTIONS(X)                                                                                           \
    X(PYTHON, "python", 0, "VERSION", EVERYWHERE, N_("model this CPython; or GCSTEP_PYTHON"))                \
    X(COLOR, "color", 0, "WHEN", EVERYWHERE, N_("auto, always or never; or NO_COLOR"))                       \
    X(LANG, "lang", 0, "LANGUAGE", EVERYWHERE, N_("en or es; or as LANG says"))                              \
    X(THEME, "theme", 0, "NAME", EVERYWHERE, N_("dark, light or high-contrast"))                             \
    X(CHARSET, "charset", 0, "SET", EVERYWHERE, N_("utf8, cp437 (Linux console) or ascii"))                  \
    X(ASCII, "ascii", 0, NULL, EVERYWHERE, N_("the same as --charset ascii"))                                \
    X(HISTORY, "history", 0, "MB", EVERYWHERE, N_("memory for stepping back (256)"))                         \
    X(MAX_MEMORY, "max-memory", 0, "MB", WITH_PROGRAM, N_("a program with more gets MemoryError (768)"))     \
    X(PLAIN, "plain", 0, NULL, 1u << SUBCOMMAND_PLAIN, N_("sentences instead of the screen"))                \
    X(DEMO, "demo", 0, NULL, 1u << SUBCOMMAND_DEMO, N_("the lessons"))                                       \
    X(RECORD, "record", 0, "TAPE", WITH_KEYS, N_("write what is done to a new tape; also F7"))               \
    X(NO_HISTORY, "no-history", 0, NULL, WITH_KEYS, N_("keep no typed lines; or GCSTEP_HISTORY="))           \
    X(JSON, "json", 0, NULL, 1u << SUBCOMMAND_TRACE, N_("trace: a JSON object for each step"))               \
    X(AT, "at", 0, "WHERE", MOMENT, N_("shot, export: a step's number, a phase, or end"))                    \
    X(SIZE, "size", 0, "WxH", WITH_SIZE, N_("columns and rows (100x30)"))                                    \
    X(OUTPUT, "output", 'o', "OUT", WITH_OUTPUT, N_("the file to write, also -o OUT"))                       \
    X(LIST_VERSIONS, "list-versions", 0, NULL, EVERYWHERE, N_("what the versions do differently"))           \
    X(MAN, "man", 0, NULL, EVERYWHERE, N_("print the manual page and exit"))                                 \
    X(HELP, "help", 'h', NULL, EVERYWHERE, N_("print this and exit"))                                        \
    X(VERSION, "version", 0, NULL, EVERYWHERE, N_("print the version and exit"))

enum option_id {
#define X(name, word, letter, argument, where, help) OPTION_##name,
    OPTIONS(X)
#undef X
        OPTION_COUNT
};

struct subcommand_info {
    const char *word, *usage, *help;
};
extern const struct subcommand_info subcommand_table[SUBCOMMAND_COUNT];

struct option_info {
    const char *name;
    char letter;
    const char *argument; // NULL: takes none
    unsigned where;
    const char *help;
};
extern const struct option_info option_table[OPTION_COUNT];

struct options {
    enum subcommand subcommand;
    const char *file;   // NULL: none
    char *const *files; // it and those behind it: only some subcommands take several
    size_t nfiles;
    const struct profile *profile;
    struct terminal_options terminal;
    size_t history;    // bytes
    size_t max_memory; // bytes; 0 = as much as there is
    bool json, plain, demo, no_history, list_versions, man, help, version;
    const char *at, *output, *record;
    const char *language; // one of LANGUAGES
    int width, height;
    bool sized; // they were given
};

// False with a sentence in err: bad usage. argv's strings are borrowed.
bool options_parse(int argc, char **argv, struct options *out, struct error *err);

// From here on the program speaks `language`, one of LANGUAGES. False with a sentence when it cannot.
bool language_choose(const char *language, struct error *err); // [language.c]

// The subcommands; each returns the exit status. [one file each]
#define X(name, function, word, usage, help) int function##_main(const struct options *options);
SUBCOMMANDS(X)
#undef X

#endif
