// The manual page, out of the tables of commands and options.
#include <string.h>

#include "app/commands.h"
#include "app/help.h"
#include "app/options.h"
#include "app/player.h"
#include "app/versions.h"
#include "session/expect.h"
#include "session/snapshot.h"
#include "session/tape.h"

// roff reads a backslash, a leading dot and a plain hyphen in its own way; arrows are words there.
static void add_escaped(struct buf *out, const char *text)
{
    for (; *text; text++) {
        if (*text == '\\')
            buf_adds(out, "\\e");
        else if (*text == '-')
            buf_adds(out, "\\-");
        else if (*text == '^')
            buf_adds(out, "\\(ha");
        else if (*text == '"')
            buf_adds(out, "\\(dq");
        else
            buf_addc(out, *text);
    }
}

static void add_item(struct buf *out, const char *term, const char *text)
{
    buf_adds(out, ".TP\n.B \"");
    add_escaped(out, term);
    buf_adds(out, "\"\n");
    add_escaped(out, text);
    buf_addc(out, '\n');
}

static void add_key_word(struct buf *out, const char *name)
{
    static const char *const arrows[][2] = {{"↑", "Up"}, {"↓", "Down"}, {"←", "Left"}, {"→", "Right"}};
    for (unsigned i = 0; i < sizeof arrows / sizeof *arrows; i++) {
        if (strcmp(name, arrows[i][0]) == 0) {
            buf_adds(out, arrows[i][1]);
            return;
        }
    }
    buf_adds(out, name);
}

static void add_command(struct buf *out, const struct command *command)
{
    const uint32_t keys[] = {command->letter, command->key, command->key2};
    struct buf term = {0}, name = {0};
    for (unsigned i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (keys[i] == 0)
            continue;
        buf_clear(&name);
        key_name(keys[i], &name);
        buf_adds(&term, term.len ? ", " : "");
        add_key_word(&term, name.data);
    }
    add_item(out, buf_text(&term), command->help);
    buf_release(&term);
    buf_release(&name);
}

static void add_options(struct buf *out)
{
    buf_adds(out, ".SH OPTIONS\n");
    for (unsigned i = 0; i < OPTION_COUNT; i++) {
        const struct option_info *option = &option_table[i];
        struct buf term = {0};
        if (option->letter)
            buf_addf(&term, "-%c%s%s, ", option->letter, option->argument ? " " : "",
                     option->argument ? option->argument : "");
        buf_addf(&term, "--%s%s%s", option->name, option->argument ? "=" : "",
                 option->argument ? option->argument : "");
        add_item(out, term.data, option->help);
        buf_release(&term);
    }
}

static void add_keys(struct buf *out)
{
    buf_adds(out,
             ".SH KEYS\nLetters and digits are commands only outside the prompt, where they are typing.\n");
    for (unsigned s = 0; s < SECTION_COUNT; s++) {
        buf_addf(out, ".SS %s\n", section_title((enum section)s));
        for (unsigned i = 0; i < COMMAND_COUNT; i++)
            if (command_table[i].section == s)
                add_command(out, &command_table[i]);
        for (unsigned i = 0; s == SECTION_WORDS && i < WORD_COUNT; i++) {
            struct buf term = {0};
            word_text((enum prompt_word)i, &term);
            add_item(out, term.data, word_table[i].help);
            buf_release(&term);
        }
    }
}

// What a line of --plain can begin with.
#define PLAIN_LABELS(X)                                                                                      \
    X("Statement N", "The text that runs, with all its lines.")                                              \
    X("Output, Error", "A line that the program printed, or a line of a traceback.")                         \
    X("Collector", "A collection starts, or has ended: how many objects it examined, freed and moved.")      \
    X("Phase of N events", "What a phase of it is about to do, and why.")                                    \
    X("It ends", "What the phase left in the lists of the collector; the marks are those of the screen.")    \
    X("Finalizer", "A __del__ is called, or has run.")                                                       \
    X("Shutdown", "What Python does at its own end.")                                                        \
    X("Result, Failed", "What the statement did to objects and reference counts, or its exception.")         \
    X("Now", "How many objects, references, names and unreachable objects there are.")

static void add_plain(struct buf *out)
{
    buf_adds(
        out,
        ".SH SENTENCES\nWith\n.B \\-\\-plain\nthe session is told line by line, for screen readers and logs. "
        "FILE runs to its end;\n.B \\-\nis a file on standard input. Without FILE each line of standard "
        "input "
        "is entered as at the\nprompt. A line begins with what it is about:\n");
#define X(label, text) add_item(out, label, text);
    PLAIN_LABELS(X)
#undef X
}

static void add_loading(struct buf *out)
{
    buf_adds(out,
             ".PP\nSuch a file stands for a program wherever one may:\n.BR \"gcstep x.json\" ,\n.BR \"gcstep "
             "\\-\\-plain x.json\" ,\n.BR shot\nand\n.B export\nbegin with that heap, in the version of "
             "CPython that it is of, whatever\n.B \\-\\-python\nsays. Its objects can be looked at, named, "
             "deleted, put into other objects and collected,\nand the collector goes over them as it "
             "would have in the program. But they have no code: no\nmethod can be called, and __del__ and "
             "the callbacks of weak references are not run, which\ntheir steps say. What the names of "
             "calls held is held from outside, and so is what a class\nderived from weakref.ref added to "
             "one. Refused are files in which something is missing or\ndoes not add up, and those of a "
             "step inside a collection (running is not null) or a\ndeallocation (an object is dying): a "
             "message says where, nothing is loaded, the status is 2.\n");
}

static void add_export(struct buf *out)
{
    buf_adds(out, ".SH HEAP FILES\n.B gcstep export\nwrites what the heap holds at one step. Every counted "
                  "reference to an object of the file\nis in it: from another object, from a name or from "
                  "outside, so that they add up to its\nrefcount, but for immortal objects. The same step "
                  "gives the same bytes. The keys, and where they stand:\n");
    for (unsigned i = 0; i < JSON_KEY_COUNT; i++) {
        struct buf term = {0};
        buf_addf(&term, "%s: %s", snapshot_keys[i].where, snapshot_keys[i].key);
        add_item(out, term.data, snapshot_keys[i].help);
        buf_release(&term);
    }
    add_loading(out);
}

static void add_conditions(struct buf *out)
{
    buf_adds(out,
             ".SH RUN TO AND BREAKPOINTS\nThe key u runs to what is typed, :break WORDS stops there each "
             "time,\n:info break lists the breakpoints, :delete N removes one. The words:\n");
    for (unsigned i = 0; i < CONDITION_COUNT; i++)
        add_item(out, condition_table[i].example, condition_table[i].text);
}

static void add_term(struct buf *out, const char *word, const char *rest, const char *text)
{
    struct buf term = {0};
    buf_addf(&term, "%s%s%s", word, *rest ? " " : "", rest);
    add_item(out, term.data, text);
    buf_release(&term);
}

static void add_player_keys(struct buf *out)
{
    buf_adds(out, ".SS Keys of gcstep play\n");
    for (unsigned i = 0; i < PLAYER_KEY_COUNT; i++) {
        const struct player_key *key = &player_key_table[i];
        struct command as_command = {.key = key->key, .key2 = key->key2, .help = key->help};
        add_command(out, &as_command);
    }
}

static void add_tapes(struct buf *out)
{
    buf_adds(out,
             ".SH TAPES\nA tape is what was done in a session, an action a line, as text to be edited. Its "
             "first line is\n.BR \"" TAPE_HEADER
             "\" .\nLines that begin with # are comments; so is what stands "
             "behind an action after a blank, # and\na blank, but for run, whose whole line is Python. The "
             "actions:\n");
    for (unsigned i = TAPE_NOTHING + 1; i < TAPE_VERB_COUNT; i++)
        add_term(out, tape_verb_table[i].word, tape_verb_table[i].usage, tape_verb_table[i].help);
    buf_adds(
        out,
        ".SS Languages\nAfter say or mark can stand the same in other languages, each in a line of its "
        "own, as\n.BR \"say.es \\(dqTEXT\\(dq\" ;\nthe option \\-\\-lang es chooses them.\n.SS Settings\n");
    for (unsigned i = 0; i < SETTING_COUNT; i++)
        add_term(out, tape_setting_table[i].word, tape_setting_table[i].usage, tape_setting_table[i].help);
    add_player_keys(out);
    buf_adds(out, ".SS Facts\nThey follow expect, with = and a value; one with blanks stands in quotes.\n");
    for (unsigned i = 0; i < FACT_COUNT; i++)
        if (*fact_table[i].help)
            add_item(out, fact_table[i].example, fact_table[i].help);
}

static void add_synopsis(struct buf *out)
{
    buf_adds(out, ".SH SYNOPSIS\n");
    for (unsigned i = 0; i < SUBCOMMAND_COUNT; i++)
        buf_addf(out, "%s.B %s\n", i ? ".br\n" : "", subcommand_table[i].usage);
    buf_adds(out,
             ".SH DESCRIPTION\n"
             ".B gcstep\n"
             "models the memory of CPython. Python typed at its prompt creates objects that stand on the\n"
             "screen in generations 0, 1 and 2 with their reference counts and references, and a garbage\n"
             "collection can be stepped through action by action, forth and back.\n");
    for (unsigned i = 0; i < SUBCOMMAND_COUNT; i++)
        add_item(out, subcommand_table[i].usage, subcommand_table[i].help);
}

static void add_versions(struct buf *out)
{
    struct buf table = {0};
    versions_write(&table);
    buf_adds(out, ".SH VERSIONS OF PYTHON\n.B gcstep \\-\\-list\\-versions\nprints what they do "
                  "differently:\n.PP\n.nf\n");
    add_escaped(out, buf_text(&table));
    buf_adds(out, ".fi\n");
    buf_release(&table);
}

void help_man(struct buf *out)
{
    buf_adds(out, ".TH GCSTEP 1 \"\" \"gcstep " GCSTEP_VERSION "\" \"User Commands\"\n"
                  ".SH NAME\ngcstep \\- step through CPython's reference counting and garbage collection\n");
    add_synopsis(out);
    add_options(out);
    add_keys(out);
    add_plain(out);
    add_conditions(out);
    add_tapes(out);
    add_export(out);
    add_versions(out);
    buf_adds(out, ".SH ENVIRONMENT\n");
    add_item(out, "GCSTEP_PYTHON", "The version to model when --python is not given.");
    add_item(out, "GCSTEP_HISTORY",
             "The file that keeps the lines typed at the prompt; empty: none. Without it the file is "
             "gcstep/history in XDG_STATE_HOME, or in ~/.local/state.");
    add_item(out, "NO_COLOR", "When not empty and --color is not given: no colours.");
    add_item(out, "TERM, LC_ALL, LC_CTYPE, LANG", "What the terminal can show.");
    buf_adds(out, ".SH EXIT STATUS\n");
    add_item(out, "0", "Success.");
    add_item(out, "1", "An exception nobody caught, a syntax error, or output that cannot be written.");
    add_item(out, "2", "Bad usage, a file that cannot be read, or a terminal that cannot be used.");
    buf_adds(out, ".PP\n.B gcstep run\nexits as python3 would: sys.exit() decides.\n"
                  ".SH SEE ALSO\n.BR python3 (1)\n");
}
