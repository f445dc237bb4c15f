// The prompt: what was typed and printed so far, then the line being typed. While a file is run line by
// line its lines stand there instead.
#include <string.h>

#include "base/utf8.h"
#include "heap/text.h"
#include "scene/paint.h"
#include "session/program.h"

enum { THIN = 0x2500, THICK = 0x2501, MARGIN = 1 };

// ---- border -------------------------------------------------------------------------------------

static bool last_is_error(const struct heap *h)
{
    uint32_t last = text_last(h);
    return last && text_block_kind(h, last) == TEXT_ERROR;
}

// `program` is the file whose lines are shown; NULL when it is the prompt.
static const char *status(const struct picture *p, const struct program *program, enum style *style)
{
    struct buf *text = &p->scene->text;
    int below = p->view->repl_scroll;
    buf_clear(text);
    if (below > 0) {
        *style = STYLE_SENTENCE;
        buf_addf(text, ngettext("%d line below (PgDn)", "%d lines below (PgDn)", (unsigned)below), below);
        return buf_text(text);
    }
    if (p->view->message) {
        *style = p->view->message_is_error ? STYLE_ERROR : STYLE_SENTENCE;
        return p->view->message;
    }
    if (program) {
        buf_clear(text);
        file_panel_status(p, program, text);
        *style = STYLE_SENTENCE;
        return buf_text(text);
    }
    if (p->collecting)
        return p->layout.brief ? _("waiting") : _("waiting for the collector");
    if (session_cursor(p->session) < session_seen(p->session))
        return _("in the past");
    if (!session_is_live(p->session))
        return p->layout.brief ? _("paused") : _("the program is paused");
    if (last_is_error(p->heap)) {
        *style = STYLE_ERROR;
        return _("error");
    }
    return _("ok");
}

static void paint_border(const struct picture *p, const struct program *program)
{
    bool focus = p->view->focus == PANE_REPL;
    const char *name = program ? program_base_name(program) : "REPL";
    enum style style = focus ? STYLE_FOCUS : STYLE_BORDER, status_style = style;
    int y = p->layout.repl_y, width = p->layout.width;
    const char *right = status(p, program, &status_style);
    int right_width = (int)utf8_width(right, strlen(right)),
        most = width - 10 - (int)utf8_width(name, strlen(name));
    right_width = right_width > most ? most : right_width;
    cells_fill(p->out, 0, y, width, 1, focus ? THICK : THIN, style);
    int x = 1 + cells_text(p->out, 1, y, width - 2, focus ? " ● " : " ", style);
    x += cells_text(p->out, x, y, width - 2 - x, name, style);
    cells_put(p->out, x, y, ' ', style);
    cells_put(p->out, width - right_width - 3, y, ' ', status_style);
    cells_text_cut(p->out, width - right_width - 2, y, right_width, right, status_style);
    cells_put(p->out, width - 2, y, ' ', status_style);
}

// ---- transcript ---------------------------------------------------------------------------------

// Painting goes from the bottom up: a line is known when its first byte is.
struct roll {
    const struct picture *p;
    int x, width;   // columns of the pane
    int y, top;     // next screen line upwards, first line of the pane
    int skip;       // lines scrolled away at the bottom
    bool measuring; // only where it ends is of interest
    bool printed;   // code is left out
};

static enum style style_of(enum text_kind kind)
{
    switch (kind) {
    case TEXT_INPUT:
    case TEXT_SOURCE:
        return STYLE_INPUT;
    case TEXT_OUTPUT:
        return STYLE_OUTPUT;
    case TEXT_ERROR:
        return STYLE_ERROR;
    case TEXT_NOTE:
        return STYLE_HINT;
    }
    return STYLE_NORMAL;
}

static void put_row(const struct roll *roll, int y, const char *text, size_t len, bool prompt,
                    enum style style)
{
    struct buf row = {0};
    buf_add(&row, text, len);
    cells_text(roll->p->out, roll->x, y, roll->width, buf_text(&row), style);
    if (prompt)
        cells_restyle(roll->p->out, roll->x, y, 3, 1, STYLE_PROMPT);
    buf_release(&row);
}

// One line of text, wrapped: its last row first.
static void roll_line(struct roll *roll, const char *text, size_t len, bool prompt, enum style style)
{
    size_t columns = (size_t)roll->width, starts[64], rows = 0, at = 0;
    do {
        starts[rows++] = at;
        size_t taken = utf8_prefix(text + at, len - at, columns);
        at += taken ? taken : len - at;
    } while (at < len && rows < sizeof starts / sizeof *starts);
    for (size_t end = at; rows > 0 && roll->y >= roll->top; end = starts[rows]) {
        rows--;
        if (roll->skip > 0)
            roll->skip--;
        else if (roll->measuring)
            roll->y--;
        else
            put_row(roll, roll->y--, text + starts[rows], end - starts[rows], prompt && rows == 0, style);
    }
}

static void roll_lines(struct roll *roll, const struct buf *text, enum style style)
{
    size_t end = text->len;
    if (end && text->data[end - 1] == '\n')
        end--;
    while (roll->y >= roll->top) {
        size_t start = end;
        while (start > 0 && text->data[start - 1] != '\n')
            start--;
        roll_line(roll, text->data + start, end - start, false, style);
        if (start == 0)
            return;
        end = start - 1;
    }
}

// Output comes in pieces: those that follow each other are one text. Returns the piece before them.
static uint32_t join_pieces(const struct heap *h, uint32_t block, struct buf *out)
{
    enum text_kind kind = text_block_kind(h, block);
    uint32_t first = block, end = block, len;
    for (uint32_t at = text_previous(h, block); at && text_block_kind(h, at) == kind;
         at = text_previous(h, at)) {
        const char *bytes = text_block_bytes(h, at, &len);
        if (len && bytes[len - 1] == '\n')
            break;
        first = at;
    }
    buf_clear(out);
    for (uint32_t at = first;; at = text_next(h, at)) {
        const char *bytes = text_block_bytes(h, at, &len);
        buf_add(out, bytes, len);
        if (at == end)
            return text_previous(h, first);
    }
}

// A line that goes on with the block above it has the prompt "... ".
static bool goes_on(const struct heap *h, uint32_t block)
{
    uint32_t before = text_previous(h, block), len;
    if (!before || text_block_kind(h, before) != text_block_kind(h, block))
        return false;
    const char *text = text_block_bytes(h, block, &len);
    if (len == 0 || text[0] == '\n' || text[0] == ' ' || text[0] == '\t')
        return true;
    static const char *const words[] = {"else", "elif", "except", "finally"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (len >= strlen(words[i]) && memcmp(text, words[i], strlen(words[i])) == 0)
            return true;
    return false;
}

// Lines of a file that was shown as one stand where the text after a prompt stands, without the prompt.
static void roll_code(struct roll *roll, uint32_t block)
{
    const struct heap *h = roll->p->heap;
    bool typed = text_block_kind(h, block) == TEXT_INPUT || !roll->p->view->listed;
    uint32_t len;
    struct buf line = {0};
    const char *text = text_block_bytes(h, block, &len);
    buf_adds(&line, !typed ? "    " : goes_on(h, block) ? "... " : ">>> ");
    buf_add(&line, text, len && text[len - 1] == '\n' ? len - 1 : len);
    roll_line(roll, line.data, line.len, typed, typed ? STYLE_INPUT : STYLE_FAINT);
    buf_release(&line);
}

static void paint_transcript(struct roll *roll)
{
    const struct heap *h = roll->p->heap;
    struct buf text = {0};
    uint32_t block = text_last(h);
    while (block && roll->y >= roll->top) {
        enum text_kind kind = text_block_kind(h, block);
        if (text_is_code(kind)) {
            if (!roll->printed)
                roll_code(roll, block);
            block = text_previous(h, block);
        } else {
            block = join_pieces(h, block, &text);
            roll_lines(roll, &text, style_of(kind));
        }
    }
    buf_release(&text);
}

// ---- the line being typed -----------------------------------------------------------------------

static bool takes_input(const struct picture *p)
{
    enum session_state state = session_state(p->session);
    bool present = session_cursor(p->session) == session_end(p->session);
    return (present && (state == SESSION_READY || state == SESSION_MORE)) || p->view->focus == PANE_REPL ||
           (p->view->input && *p->view->input);
}

// A line that is wider than the pane is shown from where the cursor is still to be seen.
static void paint_input(const struct picture *p, int y)
{
    const char *input = p->view->input ? p->view->input : "";
    size_t cursor = (size_t)(p->view->input_cursor < 0 ? 0 : p->view->input_cursor), len = strlen(input);
    cursor = cursor > len ? len : cursor;
    int x = MARGIN + cells_text(p->out, MARGIN, y, 4,
                                session_state(p->session) == SESSION_MORE ? "... " : ">>> ", STYLE_PROMPT);
    size_t room = (size_t)(p->layout.width - x - 1), start = 0;
    while (utf8_width(input + start, cursor - start) > room - 1) {
        uint32_t cp;
        start += utf8_decode(input + start, len - start, &cp);
    }
    cells_text(p->out, x, y, (int)room, input + start, STYLE_INPUT);
    int at = x + (int)utf8_width(input + start, cursor - start);
    if (p->view->focus != PANE_REPL)
        return;
    cells_restyle(p->out, at, y, 1, 1, STYLE_CURSOR);
    p->out->cursor_x = at;
    p->out->cursor_y = y;
}

static void paint_waiting(const struct picture *p, int y)
{
    bool past = session_cursor(p->session) < session_seen(p->session);
    const char *text =
        p->layout.brief ? past ? _("… in the past (End: now)") : _("… stepping (Tab: type here anyway)")
        : past ? _("… in the past: s steps forward, b back, End returns to the last step")
        : p->collecting ? _("… the collector is at work: s steps, c finishes; Tab = type here anyway")
                        : _("… the program is paused: s steps, c runs to its end; Tab = type here anyway");
    cells_text_cut(p->out, 5, y, p->layout.width - 6, text, STYLE_HINT);
}

// The lines of the block that is being typed, above the input line.
static void paint_pending(struct roll *roll)
{
    const char *text = session_pending(roll->p->session);
    size_t end = strlen(text);
    struct buf line = {0};
    for (bool first = !end; !first && roll->y >= roll->top;) {
        size_t start = end;
        while (start > 0 && text[start - 1] != '\n')
            start--;
        first = start == 0;
        buf_clear(&line);
        buf_adds(&line, first ? ">>> " : "... ");
        buf_add(&line, text + start, end - start);
        roll_line(roll, line.data, line.len, true, STYLE_INPUT);
        end = first ? 0 : start - 1;
    }
    buf_release(&line);
}

// The prompt follows the transcript directly while there are few lines, then stays at the bottom.
static int rows_above_prompt(const struct picture *p, int most)
{
    struct roll roll = {.p = p, .width = p->layout.width - 2 * MARGIN, .y = most - 1, .measuring = true};
    paint_pending(&roll);
    paint_transcript(&roll);
    return most - 1 - roll.y;
}

int repl_panel_most_scroll(const struct picture *p)
{
    enum { FAR = 1 << 20 };
    int below = rows_above_prompt(p, FAR) - p->layout.repl_lines;
    return below > 0 ? below : 0;
}

static void paint_prompt(const struct picture *p)
{
    int top = p->layout.repl_y + 1, lines = p->layout.repl_lines;
    int below = below_lines(p->view, lines - 1);
    int rows = rows_above_prompt(p, lines - 1 - below);
    bool scrolled = p->view->repl_scroll > 0;
    struct roll roll = {.p = p,
                        .x = MARGIN,
                        .width = p->layout.width - 2 * MARGIN,
                        .top = top,
                        .y = top + (scrolled ? lines : rows) - 1,
                        .skip = p->view->repl_scroll};
    paint_pending(&roll);
    paint_transcript(&roll);
    if (scrolled)
        return;
    if (takes_input(p))
        paint_input(p, top + rows);
    else
        paint_waiting(p, top + rows);
    below_paint(p, top + rows + 1, below);
}

// ---- the file -----------------------------------------------------------------------------------

static void paint_output(const struct picture *p, int columns, int rows)
{
    int top = p->layout.repl_y + 1, x = p->layout.width - columns;
    cells_fill(p->out, x, top, 1, rows, 0x2502, STYLE_BORDER);
    struct roll roll = {.p = p,
                        .x = x + 2,
                        .width = columns - 2 - MARGIN,
                        .top = top,
                        .y = top + rows - 1,
                        .skip = p->view->repl_scroll,
                        .printed = true};
    paint_transcript(&roll);
}

static void paint_file(const struct picture *p, const struct program *program)
{
    const struct view *view = p->view;
    bool typing = view->focus == PANE_REPL || (view->input && *view->input);
    int top = p->layout.repl_y + 1, rows = p->layout.repl_lines - typing;
    int output = file_panel_output_columns(p);
    file_panel_paint(p, program, top, rows, p->layout.width - output);
    if (output)
        paint_output(p, output, rows);
    if (typing)
        paint_input(p, top + rows);
}

void repl_panel_paint(const struct picture *p)
{
    struct program program = {.line = 0};
    if (p->view->listing)
        program_read(p->session, &program);
    paint_border(p, program.line ? &program : NULL);
    if (program.line)
        paint_file(p, &program);
    else
        paint_prompt(p);
}
