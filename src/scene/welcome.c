// The first screen: what the empty lanes will show, and what to type.
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "scene/paint.h"

struct welcome_line {
    enum style style;
    const char *text; // %u stands for the number of objects that are CPython's own
};
struct welcome {
    const struct welcome_line *lines;
    int count;
};

static const struct welcome_line full[] = {
    {STYLE_NORMAL, N_("Containers that you make at the prompt below stand here as cards.")},
    {STYLE_NORMAL, ""},
    {STYLE_CARD, N_("a ──►╭─ #1 list ──╮    a name, and the object it names")},
    {STYLE_CARD, N_("     │ rc 2  [#2] ├─►  number, type, refcount, contents; a line is a reference")},
    {STYLE_CARD, N_("     ╰────────────╯    what survives a collection moves to the next generation")},
    {STYLE_NORMAL, ""},
    {STYLE_SENTENCE, N_("try   import gc")},
    {STYLE_SENTENCE, N_("      a = [];  a.append(a);  del a;  gc.collect()")},
    {STYLE_SENTENCE, N_("then  s step by step,  n phase by phase,  b back")},
    {STYLE_NORMAL, ""},
    {STYLE_HINT, N_("Not shown: about %u objects that Python keeps for itself.")},
};
static const struct welcome_line brief[] = {
    {STYLE_NORMAL, N_("Containers made at the prompt stand here as cards.")},
    {STYLE_SENTENCE, N_("try   import gc;  a = [];  a.append(a);  del a")},
    {STYLE_SENTENCE, N_("      gc.collect()   then s: a step, b: back")},
    {STYLE_HINT, N_("Not shown: about %u objects of Python's own.")},
};
static const struct welcome_line least[] = {{STYLE_SENTENCE, N_("type Python below:  a = []")}};

static int widest(const struct welcome *w)
{
    int most = 0;
    for (int i = 0; i < w->count; i++) {
        int width = (int)utf8_width(_(w->lines[i].text), strlen(_(w->lines[i].text)));
        most = *w->lines[i].text && width > most ? width : most;
    }
    return most;
}

// The fullest that the lanes have room for; stacked, they share it.
static struct welcome welcome_for(const struct layout *l)
{
    static const struct welcome texts[] = {{full, sizeof full / sizeof *full},
                                           {brief, sizeof brief / sizeof *brief}};
    for (size_t i = l->stack; i < sizeof texts / sizeof *texts; i++)
        if (l->lane[0].height > texts[i].count && l->width - l->lane[0].x - 2 >= widest(&texts[i]))
            return texts[i];
    return (struct welcome){least, 1};
}

void welcome_paint(const struct picture *p)
{
    const struct layout *l = &p->layout;
    if (session_end(p->session) > 0 || session_has_statements(p->session) ||
        session_has_heap_file(p->session))
        return;
    struct welcome w = welcome_for(l);
    int x = l->lane[0].x + 2, y = l->lane[0].y + (l->lane[0].height - w.count) / 3;
    for (int i = 0; i < w.count && y + i < l->lane[0].y + l->lane[0].height; i++) {
        char text[128];
        const char *words = *w.lines[i].text ? _(w.lines[i].text) : "", *number = strstr(words, "%u");
        if (number)
            snprintf(text, sizeof text, "%.*s%" PRIu32 "%s", (int)(number - words), words,
                     (p->heap->profile->baseline_tracked + 50) / 100 * 100, number + 2);
        cells_text_cut(p->out, x, y + i, l->width - x, number ? text : words, w.lines[i].style);
    }
}
