#include "render/svg.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "render/render.h"
#include "render/shapes.h"

enum { BASELINE = 15 };

// Colours of one cell, everything that reverses them taken into account.
struct paint {
    uint32_t fg, bg;
    bool bold, underline;
};

// What is drawn in one colour.
struct ink {
    uint32_t rgb;
    bool bold, underline;
    struct buf data;
};
struct layer {
    struct ink *inks;
    size_t count;
};

struct picture {
    const struct cells *cells;
    enum theme theme;
    int top; // the row that is drawn at the upper edge
    struct layer grounds, lines, arcs, text;
};

// ---- layers -------------------------------------------------------------------------------------

static struct buf *layer_ink(struct layer *layer, uint32_t rgb, bool bold, bool underline)
{
    for (size_t i = 0; i < layer->count; i++) {
        struct ink *ink = &layer->inks[i];
        if (ink->rgb == rgb && ink->bold == bold && ink->underline == underline)
            return &ink->data;
    }
    layer->inks = xrealloc(layer->inks, (layer->count + 1) * sizeof *layer->inks);
    layer->inks[layer->count] = (struct ink){rgb, bold, underline, {0}};
    return &layer->inks[layer->count++].data;
}

static void layer_release(struct layer *layer)
{
    for (size_t i = 0; i < layer->count; i++)
        buf_release(&layer->inks[i].data);
    free(layer->inks);
}

static void add_paths(const struct layer *layer, const char *rendering, struct buf *out)
{
    for (size_t i = 0; i < layer->count; i++)
        buf_addf(out, "<path%s fill=\"#%06x\" d=\"%s\"/>\n", rendering, layer->inks[i].rgb,
                 layer->inks[i].data.data);
}

static void add_texts(const struct layer *layer, struct buf *out)
{
    for (size_t i = 0; i < layer->count; i++) {
        const struct ink *ink = &layer->inks[i];
        buf_addf(out, "<g fill=\"#%06x\"%s%s>\n%s</g>\n", ink->rgb, ink->bold ? " font-weight=\"bold\"" : "",
                 ink->underline ? " text-decoration=\"underline\"" : "", ink->data.data);
    }
}

// ---- colours ------------------------------------------------------------------------------------

static uint32_t mix(uint32_t a, uint32_t b, unsigned hundredths)
{
    uint32_t mixed = 0;
    for (unsigned shift = 0; shift < 24; shift += 8)
        mixed |= ((a >> shift & 0xff) * hundredths + (b >> shift & 0xff) * (100 - hundredths)) / 100 << shift;
    return mixed;
}

static struct paint paint_of(const struct picture *p, int x, int y)
{
    const struct cell *cell = &p->cells->at[(size_t)y * (size_t)p->cells->width + (size_t)x];
    bool cursor = x == p->cells->cursor_x && y == p->cells->cursor_y;
    struct look look = theme_look(p->theme, DEPTH_256, cursor ? STYLE_CURSOR : (enum style)cell->style);
    struct paint paint = {color_rgb(look.fg), color_rgb(look.bg), look.bold, look.underline};
    if (look.reverse != (cell->reverse != 0))
        paint = (struct paint){paint.bg, paint.fg, look.bold, look.underline};
    unsigned shade = shape_shade(cell->ch);
    if (shade)
        paint.bg = mix(paint.fg, paint.bg, shade);
    return paint;
}

static bool same_ink(struct paint a, struct paint b)
{
    return a.fg == b.fg && a.bold == b.bold && a.underline == b.underline;
}

static uint32_t ground_of(enum theme theme)
{
    return color_rgb(theme_look(theme, DEPTH_256, STYLE_NORMAL).bg);
}

// ---- shapes -------------------------------------------------------------------------------------

static void add_rect(struct buf *out, struct rect r)
{
    buf_addf(out, "M%d %dh%dv%dh-%dz", r.x, r.y, r.width, r.height, r.width);
}

static void draw_grounds(struct picture *p, int y)
{
    uint32_t ground = ground_of(p->theme);
    for (int x = 0, end; x < p->cells->width; x = end) {
        uint32_t bg = paint_of(p, x, y).bg;
        for (end = x + 1; end < p->cells->width && paint_of(p, end, y).bg == bg;)
            end++;
        if (bg != ground)
            add_rect(layer_ink(&p->grounds, bg, false, false),
                     (struct rect){x * CELL_WIDTH, (y - p->top) * CELL_HEIGHT, (end - x) * CELL_WIDTH,
                                   CELL_HEIGHT});
    }
}

// `count` cells with the same shape: a line that crosses them all is one rectangle.
static void add_shape(struct buf *out, struct pixels shape, int x, int y, int count)
{
    struct rect r;
    while (shape_next_rect(&shape, &r)) {
        bool crosses = r.width == CELL_WIDTH;
        r.y += y * CELL_HEIGHT;
        r.x += x * CELL_WIDTH;
        if (crosses)
            r.width *= count;
        for (int i = 0; i < (crosses ? 1 : count); i++, r.x += CELL_WIDTH)
            add_rect(out, r);
    }
}

static void draw_shapes(struct picture *p, int y)
{
    const struct cell *row = &p->cells->at[(size_t)y * (size_t)p->cells->width];
    for (int x = 0, end; x < p->cells->width; x = end) {
        struct pixels shape;
        struct paint paint = paint_of(p, x, y);
        const char *arc = shape_arc(row[x].ch);
        end = x + 1;
        if (arc)
            buf_addf(layer_ink(&p->arcs, paint.fg, false, false),
                     "<path transform=\"translate(%d %d)\" d=\"%s\"/>\n", x * CELL_WIDTH,
                     (y - p->top) * CELL_HEIGHT, arc);
        if (arc || !shape_pixels(row[x].ch, &shape))
            continue;
        while (end < p->cells->width && row[end].ch == row[x].ch && paint_of(p, end, y).fg == paint.fg)
            end++;
        add_shape(layer_ink(&p->lines, paint.fg, false, false), shape, x, y - p->top, end - x);
    }
}

// ---- text ---------------------------------------------------------------------------------------

// What XML does not take, even escaped, is left out.
static void add_character(struct buf *out, uint32_t ch)
{
    char bytes[4];
    bool control = ch < 0x20 || (ch >= 0x7f && ch < 0xa0);
    if (control || (ch >= 0xd800 && ch < 0xe000) || (ch & 0xfffe) == 0xfffe)
        return;
    if (ch == '&')
        buf_adds(out, "&amp;");
    else if (ch == '<')
        buf_adds(out, "&lt;");
    else if (ch == '>')
        buf_adds(out, "&gt;");
    else if (ch == '"')
        buf_adds(out, "&quot;");
    else
        buf_add(out, bytes, utf8_encode(ch, bytes));
}

static bool is_ascii(const struct cell *cell)
{
    return cell->ch > ' ' && cell->ch < 0x7f && !cell->mark;
}

// The end of a run of ASCII that is one <text>: two blanks end it, so that a font of another width does
// not shift what follows.
static int run_end(const struct picture *p, int x, int y)
{
    const struct cell *row = &p->cells->at[(size_t)y * (size_t)p->cells->width];
    struct paint paint = paint_of(p, x, y);
    int end = x + 1;
    for (int i = end; i < p->cells->width && i - end < 2; i++) {
        if (row[i].ch == ' ' && !row[i].mark)
            continue;
        if (!is_ascii(&row[i]) || !same_ink(paint_of(p, i, y), paint))
            break;
        end = i + 1;
    }
    return end;
}

static void add_text_tag(struct buf *out, int x, int y, bool middle)
{
    buf_addf(out, "<text xml:space=\"preserve\"%s x=\"%d\" y=\"%d\">",
             middle ? " text-anchor=\"middle\"" : "", x, y * CELL_HEIGHT + BASELINE);
}

// Any other character stands alone in the middle of its cell, or of the two cells that it takes.
static int draw_single(struct picture *p, struct buf *out, int x, int y)
{
    const struct cell *cell = &p->cells->at[(size_t)y * (size_t)p->cells->width + (size_t)x];
    int columns = utf8_char_width(cell->ch) == 2 ? 2 : 1;
    add_text_tag(out, x * CELL_WIDTH + columns * CELL_WIDTH / 2, y - p->top, true);
    add_character(out, cell->ch);
    if (cell->mark)
        add_character(out, cell->mark);
    buf_adds(out, "</text>\n");
    return x + columns;
}

static void draw_text(struct picture *p, int y)
{
    const struct cell *row = &p->cells->at[(size_t)y * (size_t)p->cells->width];
    for (int x = 0; x < p->cells->width;) {
        struct pixels shape;
        bool empty = row[x].ch == 0 || (row[x].ch == ' ' && !row[x].mark);
        if (empty || shape_arc(row[x].ch) || shape_shade(row[x].ch) || shape_pixels(row[x].ch, &shape)) {
            x++;
            continue;
        }
        struct paint paint = paint_of(p, x, y);
        struct buf *out = layer_ink(&p->text, paint.fg, paint.bold, paint.underline);
        if (!is_ascii(&row[x])) {
            x = draw_single(p, out, x, y);
            continue;
        }
        int end = run_end(p, x, y);
        add_text_tag(out, x * CELL_WIDTH, y - p->top, false);
        for (; x < end; x++)
            add_character(out, row[x].ch);
        buf_adds(out, "</text>\n");
    }
}

// ---- the picture --------------------------------------------------------------------------------

void svg_begin(int width, int height, enum theme theme, const char *title, struct buf *out)
{
    int w = width * CELL_WIDTH, h = height * CELL_HEIGHT;
    buf_addf(out,
             "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" "
             "role=\"img\"\n font-family=\"'DejaVu Sans Mono','Liberation Mono',Menlo,Consolas,monospace\" "
             "font-size=\"16.61\">\n<title>",
             w, h, w, h);
    for (size_t left = strlen(title); left > 0;) {
        uint32_t ch;
        size_t took = utf8_decode(title, left, &ch);
        add_character(out, ch);
        title += took;
        left -= took;
    }
    buf_addf(out, "</title>\n<rect width=\"%d\" height=\"%d\" fill=\"#%06x\"/>\n", w, h, ground_of(theme));
}

static void draw_rows(struct picture *p, int count, struct buf *out)
{
    for (int y = p->top; y < p->top + count; y++) {
        draw_grounds(p, y);
        draw_shapes(p, y);
        draw_text(p, y);
    }
    add_paths(&p->grounds, " shape-rendering=\"crispEdges\"", out);
    add_paths(&p->lines, " shape-rendering=\"crispEdges\"", out);
    add_texts(&p->arcs, out);
    add_texts(&p->text, out);
    layer_release(&p->grounds);
    layer_release(&p->lines);
    layer_release(&p->arcs);
    layer_release(&p->text);
}

void svg_cells(const struct cells *c, enum theme theme, struct buf *out)
{
    draw_rows(&(struct picture){.cells = c, .theme = theme}, c->height, out);
}

void svg_row(const struct cells *c, int y, enum theme theme, struct buf *out)
{
    draw_rows(&(struct picture){.cells = c, .theme = theme, .top = y}, 1, out);
}

void svg_end(struct buf *out)
{
    buf_adds(out, "</svg>\n");
}

void render_svg(const struct cells *c, enum theme theme, const char *title, struct buf *out)
{
    svg_begin(c->width, c->height, theme, title, out);
    svg_cells(c, theme, out);
    svg_end(out);
}
