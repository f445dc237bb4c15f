// The loaded file in the place of the prompt, as long as it has lines to run: the one that comes next is
// marked. What the program printed stands beside it, so that neither hides the other.
#include <string.h>

#include "base/utf8.h"
#include "heap/text.h"
#include "scene/paint.h"
#include "session/condition.h"
#include "session/program.h"

enum { GUTTER = 3, TAB = 4, LEAST_OUTPUT = 24 };

static int digits(uint32_t n)
{
    return n < 10 ? 1 : 1 + digits(n / 10);
}

// ---- lines --------------------------------------------------------------------------------------

// Tabs become blanks.
static void add_source(const char *text, size_t len, struct buf *out)
{
    for (size_t i = 0; i < len; i++) {
        if (text[i] == '\t')
            buf_addf(out, "%*s", TAB, "");
        else
            buf_addc(out, text[i]);
    }
}

static void paint_source_line(const struct picture *p, const struct program *program, uint32_t line, int y,
                              int width)
{
    struct buf *text = &p->scene->text;
    size_t len;
    const char *source = program_line(program, line, &len);
    bool next = line == program->line;
    int number = digits(program->lines), x = GUTTER + number + 1;
    buf_clear(text);
    buf_addf(text, "%*u", number, line);
    cells_text(p->out, GUTTER, y, number, buf_text(text), next ? STYLE_PROMPT : STYLE_FAINT);
    buf_clear(text);
    add_source(source, len, text);
    cells_text_cut(p->out, x, y, width - x, buf_text(text), STYLE_INPUT);
    if (next) {
        cells_restyle(p->out, 1, y, width - 1, 1, STYLE_EVENT);
        cells_text(p->out, GUTTER - 1, y, 1, "►", STYLE_EVENT);
    }
    if (breakpoints_has_line(p->session, line))
        cells_text(p->out, 0, y, 1, "●", STYLE_FOCUS);
}

// The first line in a window of `rows`: the next line stands in its middle, with what leads to it above.
static uint32_t first_line(const struct program *program, int rows)
{
    uint32_t above = (uint32_t)(rows - 1) / 2, size = (uint32_t)rows;
    uint32_t last = program->lines > size ? program->lines - size + 1 : 1;
    uint32_t first = program->line > above ? program->line - above : 1;
    return first < last ? first : last;
}

void file_panel_paint(const struct picture *p, const struct program *program, int y, int rows, int width)
{
    uint32_t first = first_line(program, rows);
    for (int i = 0; i < rows && first + (uint32_t)i <= program->lines; i++)
        paint_source_line(p, program, first + (uint32_t)i, y + i, width);
}

// ---- what stands in the border ------------------------------------------------------------------

void file_panel_status(const struct picture *p, const struct program *program, struct buf *out)
{
    bool past = session_cursor(p->session) < session_seen(p->session);
    if (p->collecting) {
        buf_addf(out, _("line %u started the collector"), program->line);
        return;
    }
    if (program->call && !p->layout.brief)
        buf_addf(out, _("in %s(): "), program->call);
    buf_addf(out, _("line %u comes next"), program->line);
    if (past)
        buf_adds(out, _(" (in the past)"));
    else
        buf_adds(out, p->layout.brief ? _(": n runs it") : _(": n runs it, c runs on"));
}

// ---- output -------------------------------------------------------------------------------------

int file_panel_output_columns(const struct picture *p)
{
    const struct heap *h = p->heap;
    uint32_t block = text_last(h);
    while (block && text_is_code(text_block_kind(h, block)))
        block = text_previous(h, block);
    if (!block)
        return 0;
    int columns = p->layout.width * 2 / 5;
    return columns < LEAST_OUTPUT ? LEAST_OUTPUT : columns;
}
