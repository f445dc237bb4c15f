#include "app/commands.h"

#include <string.h>

#include "base/utf8.h"

const struct command command_table[COMMAND_COUNT] = {
#define X(id, handler, section, letter, key, key2, place, when, bars, label, help)                           \
    {#handler, command_##handler, SECTION_##section, letter, key, key2, place, when, bars, label, help},
    COMMANDS(X)
#undef X
};

const struct word_info word_table[WORD_COUNT] = {
#define X(id, word, argument, help) {":" #word, argument, help},
    PROMPT_WORDS(X)
#undef X
};

void word_text(enum prompt_word word, struct buf *out)
{
    const struct word_info *info = &word_table[word];
    buf_addf(out, "%s%s%s", info->word, info->argument ? " " : "", info->argument ? info->argument : "");
}

bool word_is(const char *line)
{
    return line[strspn(line, " ")] == ':';
}

enum prompt_word word_find(const char *line, const char **rest, struct error *err)
{
    const char *word = line + strspn(line, " ");
    size_t len = strcspn(word, " ");
    struct buf known = {0};
    *rest = word + len + strspn(word + len, " ");
    for (unsigned i = 0; i < WORD_COUNT; i++)
        if (strlen(word_table[i].word) == len && strncmp(word_table[i].word, word, len) == 0 &&
            (word_table[i].argument || !**rest))
            return (enum prompt_word)i;
    for (unsigned i = 0; i < WORD_COUNT; i++)
        buf_addf(&known, "%s%s", i ? ", " : "", word_table[i].word);
    error_set(err, _("there is no %.80s; there are %s"), word, known.data);
    buf_release(&known);
    return WORD_COUNT;
}

static bool has_key(const struct command *command, uint32_t key, enum place place)
{
    if (key == 0)
        return false;
    if (key == command->letter)
        return (place & OUTSIDE) != 0;
    return (key == command->key || key == command->key2) && (command->place & place) != 0;
}

const struct command *command_find(uint32_t key, enum place place, enum when when)
{
    for (unsigned i = 0; i < COMMAND_COUNT; i++)
        if (has_key(&command_table[i], key, place) && (command_table[i].when & when))
            return &command_table[i];
    return NULL;
}

const char *command_refusal(uint32_t key, enum place place)
{
    for (unsigned i = 0; i < COMMAND_COUNT; i++) {
        if (!has_key(&command_table[i], key, place))
            continue;
        if (command_table[i].when == ENDED)
            return _("Python has not ended: 4 goes to the prompt, ^D leaves");
        return command_table[i].when & (AHEAD | IN_FILE) ? _("no step is ahead: this is now")
                                                         : _("finish the block first, or drop it with ^C");
    }
    return NULL;
}

struct key_word {
    uint32_t key;
    const char *name;
};

static const struct key_word key_words[] = {
    {K_UP, "↑"},
    {K_DOWN, "↓"},
    {K_LEFT, "←"},
    {K_RIGHT, "→"},
    {K_HOME, N_("Home")},
    {K_END, N_("End")},
    {K_PAGE_UP, N_("PgUp")},
    {K_PAGE_DOWN, N_("PgDn")},
    {K_INSERT, N_("Ins")},
    {K_DELETE, N_("Del")},
    {K_BACKSPACE, N_("Bksp")},
    {K_ENTER, N_("Enter")},
    {K_TAB, N_("Tab")},
    {K_SHIFT_TAB, "S-Tab"},
    {K_ESCAPE, N_("Esc")},
    {K_INTERRUPT, "^C"},
    {K_WORD_LEFT, "Alt-b"},
    {K_WORD_RIGHT, "Alt-f"},
    {K_WORD_DELETE, "Alt-d"},
    {' ', N_("Space")},
};

void key_name(uint32_t key, struct buf *out)
{
    for (unsigned i = 0; i < sizeof key_words / sizeof *key_words; i++) {
        if (key_words[i].key == key) {
            buf_adds(out, _(key_words[i].name));
            return;
        }
    }
    if (key >= K_F1 && key <= K_F12)
        buf_addf(out, "F%u", key - K_F1 + 1);
    else if (key < 0x20)
        buf_addf(out, "^%c", (char)(key + '@'));
    else
        buf_addc(out, (char)key);
}

void command_keys(const struct command *command, struct buf *out)
{
    const uint32_t keys[] = {command->letter, command->key, command->key2};
    size_t start = out->len;
    for (unsigned i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (keys[i] == 0)
            continue;
        if (out->len > start)
            buf_addc(out, ' ');
        key_name(keys[i], out);
    }
}

const char *section_title(enum section section)
{
    static const char *const titles[SECTION_COUNT] = {
#define X(name, title) title,
        SECTIONS(X)
#undef X
    };
    return _(titles[section]);
}

// ---- the key bar --------------------------------------------------------------------------------

// The key to show for a command: its letter where letters are commands.
static uint32_t bar_key(const struct command *command, enum place place)
{
    if (place == OUTSIDE && command->letter)
        return command->letter;
    return command->key;
}

static bool in_bar(const struct command *command, enum place place, enum when when)
{
    unsigned bar = place == IN_PROMPT                     ? BAR_PROMPT
                   : when & (AHEAD | IN_FILE | FILE_NEXT) ? BAR_STEPPING
                                                          : BAR_LOOKING;
    return (command->bars & bar) && (command->when & when);
}

static void add_item(const struct command *command, enum place place, struct buf *out)
{
    buf_adds(out, out->len ? "  [" : " [");
    key_name(bar_key(command, place), out);
    buf_addf(out, "] %s", _(command->label));
}

static int item_columns(const struct command *command, enum place place)
{
    struct buf item = {0};
    buf_addc(&item, ' '); // not the first one: two spaces before
    add_item(command, place, &item);
    int columns = (int)utf8_width(item.data, item.len) - 1 - 2; // the brackets are not shown
    buf_release(&item);
    return columns;
}

void key_bar(enum place place, enum when when, int columns, struct buf *out)
{
    int room = columns;
    for (unsigned i = 0; i < COMMAND_COUNT; i++)
        if (in_bar(&command_table[i], place, when) && (command_table[i].bars & KEPT))
            room -= item_columns(&command_table[i], place);
    for (unsigned i = 0; i < COMMAND_COUNT; i++) {
        const struct command *command = &command_table[i];
        if (!in_bar(command, place, when))
            continue;
        int width = command->bars & KEPT ? 0 : item_columns(command, place);
        if (width > room)
            continue;
        room -= width;
        add_item(command, place, out);
    }
}
