// Shapes, SVG, and the recordings made of frames.
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vterm.h>

#include "app/film.h"
#include "app/picture.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "render/movie.h"
#include "render/render.h"
#include "render/shapes.h"
#include "render/svg.h"

// ---- what stands outside ------------------------------------------------------------------------

// Feeds the text to a line of Python, which raises when it finds something wrong.
static void python_accepts(const char *program, const struct buf *text)
{
    struct buf command = {0};
    buf_addf(&command, "python3 -c '%s'", program);
    FILE *to = popen(command.data, "w");
    ck_assert_ptr_nonnull(to);
    ck_assert_uint_eq(fwrite(text->data, 1, text->len, to), text->len);
    ck_assert_msg(pclose(to) == 0, "python3 refuses it: %s", program);
    buf_release(&command);
}

#define IS_XML "import sys, xml.dom.minidom as m; m.parse(sys.stdin.buffer)"
// A header, then events whose times never fall; no blank line.
#define IS_CAST                                                                                              \
    "import sys, json\n"                                                                                     \
    "lines = sys.stdin.buffer.read().decode().split(\"\\n\")\n"                                              \
    "assert lines.pop() == \"\" and all(lines)\n"                                                            \
    "head = json.loads(lines.pop(0))\n"                                                                      \
    "assert head[\"version\"] == 2 and type(head[\"width\"]) is type(head[\"height\"]) is int\n"             \
    "events = [json.loads(line) for line in lines]\n"                                                        \
    "assert events[0][0] == 0 and events[0][1] == \"o\" and \"[2J\" in events[0][2]\n"                       \
    "assert all(code in \"om\" and type(data) is str for time, code, data in events)\n"                      \
    "assert all(a[0] <= b[0] for a, b in zip(events, events[1:]))\n"

static size_t count_of(const struct buf *text, const char *needle)
{
    size_t count = 0;
    for (const char *at = text->data; (at = strstr(at, needle)); at++)
        count++;
    return count;
}

static void has(const struct buf *text, const char *needle)
{
    ck_assert_msg(strstr(text->data, needle) != NULL, "no %s in\n%s", needle, text->data);
}

// ---- shapes -------------------------------------------------------------------------------------

static bool is_drawn(uint32_t ch)
{
    struct pixels p;
    return shape_pixels(ch, &p) || shape_arc(ch) || shape_shade(ch);
}

START_TEST(boxes_blocks_and_shades_are_drawn_and_nothing_else)
{
    for (uint32_t ch = 0x2500; ch <= 0x259f; ch++)
        ck_assert_msg(is_drawn(ch) == !(ch >= 0x2571 && ch <= 0x2573), "U+%04X", ch); // not the diagonals
    ck_assert(!is_drawn(0x24ff) && !is_drawn(0x25a0) && !is_drawn('-') && !is_drawn(0x25cf));
}
END_TEST

static uint32_t column(const struct pixels *p, int x)
{
    uint32_t bits = 0;
    for (int y = 0; y < CELL_HEIGHT; y++)
        bits |= (uint32_t)(p->rows[y] >> x & 1) << y;
    return bits;
}

static struct pixels pixels_of(uint32_t ch)
{
    struct pixels p;
    ck_assert_msg(shape_pixels(ch, &p), "U+%04X is no shape", ch);
    return p;
}

// Each of these continues at its right and lower edge what the whole lines have there.
START_TEST(lines_meet_at_the_edges_of_cells)
{
    static const uint32_t corners[][3] = {
        {0x250c, 0x2500, 0x2502}, {0x250f, 0x2501, 0x2503}, {0x2554, 0x2550, 0x2551},
        {0x253c, 0x2500, 0x2502}, {0x254b, 0x2501, 0x2503}, {0x256c, 0x2550, 0x2551},
        {0x2552, 0x2550, 0x2502}, {0x2553, 0x2500, 0x2551}, {0x251d, 0x2501, 0x2502},
        {0x255f, 0x2500, 0x2551}, {0x2564, 0x2550, 0x2502}, {0x2565, 0x2500, 0x2551},
    };
    for (size_t i = 0; i < sizeof corners / sizeof *corners; i++) {
        struct pixels corner = pixels_of(corners[i][0]);
        struct pixels across = pixels_of(corners[i][1]), upright = pixels_of(corners[i][2]);
        ck_assert_uint_eq(column(&corner, CELL_WIDTH - 1), column(&across, 0));
        ck_assert_uint_eq(corner.rows[CELL_HEIGHT - 1], upright.rows[0]);
    }
}
END_TEST

START_TEST(rectangles_cover_a_shape_exactly_once)
{
    for (uint32_t ch = 0x2500; ch <= 0x259f; ch++) {
        struct pixels p, covered = {0}, whole;
        struct rect r;
        if (!shape_pixels(ch, &p))
            continue;
        whole = p;
        while (shape_next_rect(&p, &r))
            for (int y = r.y; y < r.y + r.height; y++)
                for (int x = r.x; x < r.x + r.width; x++) {
                    ck_assert_msg(!(covered.rows[y] >> x & 1), "U+%04X: twice at %d,%d", ch, x, y);
                    covered.rows[y] |= (uint16_t)(1u << x);
                }
        ck_assert_msg(memcmp(&covered, &whole, sizeof whole) == 0, "U+%04X", ch);
    }
}
END_TEST

START_TEST(a_double_corner_is_open_inside)
{
    struct pixels p = pixels_of(0x2554); // ╔
    ck_assert_uint_eq(p.rows[6], 0);
    ck_assert_uint_eq(p.rows[7], 0x3fc);  // the outer line begins left of the middle
    ck_assert_uint_eq(p.rows[9], 0x00c);  // between the lines only the outer upright one
    ck_assert_uint_eq(p.rows[11], 0x3cc); // the inner corner
    ck_assert_uint_eq(p.rows[19], 0x0cc);
}
END_TEST

// ---- pictures -----------------------------------------------------------------------------------

static struct buf svg_of(const struct cells *c)
{
    struct buf out = {0};
    render_svg(c, THEME_DARK, "a <b> & \"c\"\x01", &out);
    return out;
}

START_TEST(an_svg_is_xml_whatever_stands_in_the_cells)
{
    struct cells *c = cells_new(40, 4);
    cells_text(c, 0, 0, -1, "a < b && c > 'd' \"e\"  é中文e\u0301", STYLE_NORMAL);
    cells_text(c, 0, 1, -1, "┌─┬╮▒█", STYLE_WIRE_0);
    c->at[2 * 40].ch = 0x1b;
    c->at[2 * 40 + 1].ch = 0xd800;
    c->at[2 * 40 + 2].ch = 0xfffe;
    struct buf out = svg_of(c);
    python_accepts(IS_XML, &out);
    has(&out, "<title>a &lt;b&gt; &amp; &quot;c&quot;</title>");
    has(&out, "x=\"0\" y=\"15\">a &lt; b &amp;&amp; c &gt; 'd' &quot;e&quot;</text>");
    buf_release(&out);
    cells_free(c);
}
END_TEST

START_TEST(a_run_of_ascii_is_one_text_and_others_stand_alone)
{
    struct cells *c = cells_new(20, 1);
    cells_text(c, 1, 0, -1, "one two", STYLE_NORMAL);
    cells_text(c, 10, 0, -1, "x→中", STYLE_NORMAL);
    struct buf out = svg_of(c);
    ck_assert_uint_eq(count_of(&out, "<text "), 4);
    ck_assert_uint_eq(count_of(&out, "<text xml:space=\"preserve\""), 4);
    has(&out, "x=\"10\" y=\"15\">one two<");
    has(&out, "x=\"100\" y=\"15\">x<");
    has(&out, "text-anchor=\"middle\" x=\"115\" y=\"15\">→<");
    has(&out, "text-anchor=\"middle\" x=\"130\" y=\"15\">中<"); // over two cells
    buf_release(&out);
    cells_free(c);
}
END_TEST

START_TEST(a_line_of_many_cells_is_one_rectangle_on_whole_pixels)
{
    struct cells *c = cells_new(20, 2);
    cells_fill(c, 3, 1, 10, 1, 0x2500, STYLE_NORMAL);
    struct buf out = svg_of(c);
    has(&out, "<path shape-rendering=\"crispEdges\" fill=\"#d0d0d0\" d=\"M30 29h100v2h-100z\"/>");
    ck_assert_uint_eq(count_of(&out, "<text"), 0);
    buf_release(&out);
    cells_free(c);
}
END_TEST

START_TEST(grounds_come_before_lines_and_lines_before_text)
{
    struct cells *c = cells_new(20, 2);
    cells_text(c, 0, 0, -1, "text", STYLE_NORMAL);
    cells_put(c, 0, 1, 0x2502, STYLE_NORMAL);
    cells_text(c, 4, 1, -1, "ground", STYLE_CHIP_CURRENT);
    cells_reverse(c, 0, 0, 1);
    struct buf out = svg_of(c);
    const char *reversed = strstr(out.data, "d=\"M0 0h10v20h-10z"), *chip = strstr(out.data, "M40 20h60v20");
    const char *line = strstr(out.data, "M4 20h2v20"), *text = strstr(out.data, "<text");
    ck_assert(reversed && chip && line && text && reversed < line && chip < line && line < text);
    buf_release(&out);
    cells_free(c);
}
END_TEST

START_TEST(a_row_is_drawn_the_same_wherever_it_stands)
{
    struct cells *c = cells_new(20, 6);
    struct buf first = {0}, last = {0};
    for (int y = 0; y < 6; y += 5) {
        cells_text(c, 0, y, -1, "ab  c→中╭─┼▒█", STYLE_NORMAL);
        cells_text(c, 15, y, -1, "chip", STYLE_CHIP_CURRENT);
    }
    svg_row(c, 0, THEME_DARK, &first);
    svg_row(c, 5, THEME_DARK, &last);
    has(&first, "translate(");
    ck_assert_str_eq(first.data, last.data);
    buf_release(&first);
    buf_release(&last);
    cells_free(c);
}
END_TEST

START_TEST(the_text_cursor_is_seen_in_a_picture)
{
    struct cells *c = cells_new(4, 1);
    struct buf without = svg_of(c);
    c->cursor_x = 2;
    c->cursor_y = 0;
    struct buf with = svg_of(c);
    ck_assert_ptr_null(strstr(without.data, "M20 0h10v20"));
    has(&with, "M20 0h10v20h-10z");
    buf_release(&without);
    buf_release(&with);
    cells_free(c);
}
END_TEST

START_TEST(a_shade_is_a_ground_between_both_colours)
{
    struct cells *c = cells_new(1, 1);
    cells_put(c, 0, 0, 0x2592, STYLE_NORMAL); // d0d0d0 on 121212
    struct buf out = svg_of(c);
    has(&out, "fill=\"#717171\" d=\"M0 0h10v20h-10z\"");
    buf_release(&out);
    cells_free(c);
}
END_TEST

// ---- files --------------------------------------------------------------------------------------

struct folder {
    char path[64];
};

static struct folder new_folder(void)
{
    struct folder f = {"/tmp/gcstep-pictures-XXXXXX"};
    ck_assert_ptr_nonnull(mkdtemp(f.path));
    return f;
}

static struct buf path_in(const struct folder *f, const char *name)
{
    struct buf path = {0};
    buf_addf(&path, "%s/%s", f->path, name);
    return path;
}

static void remove_file(struct buf *path)
{
    unlink(path->data);
    buf_release(path);
}

START_TEST(without_rsvg_convert_the_svg_is_written_and_the_package_named)
{
    struct cells *c = cells_new(4, 1);
    struct folder f = new_folder();
    struct buf png = path_in(&f, "x.png"), svg = path_in(&f, "x.svg");
    struct error err;
    setenv("PATH", f.path, 1);
    ck_assert(!picture_write(c, THEME_DARK, "t", png.data, &err));
    ck_assert_ptr_nonnull(strstr(err.text, "librsvg2-bin"));
    ck_assert_ptr_nonnull(strstr(err.text, "x.svg is written"));
    ck_assert_int_eq(access(svg.data, R_OK), 0);
    ck_assert_int_ne(access(png.data, F_OK), 0);
    remove_file(&svg);
    remove_file(&png);
    rmdir(f.path);
    cells_free(c);
}
END_TEST

START_TEST(a_converter_that_fails_is_an_error)
{
    struct cells *c = cells_new(300, 100); // more than a pipe holds
    struct folder f = new_folder();
    struct buf png = path_in(&f, "x.png"), converter = path_in(&f, "rsvg-convert");
    struct buf script = {0};
    struct error err;
    for (int y = 0; y < 100; y++)
        cells_text(c, 0, y, -1, "a  b  c  d  e  f  g  h  i  j  k  l  m  n  o  p  q  r  s  t", STYLE_NORMAL);
    buf_adds(&script, "#!/bin/sh\nexit 3\n");
    ck_assert(buf_write_file(&script, converter.data));
    ck_assert_int_eq(chmod(converter.data, 0755), 0);
    setenv("PATH", f.path, 1);
    ck_assert(!picture_write(c, THEME_DARK, "t", png.data, &err));
    ck_assert_ptr_nonnull(strstr(err.text, "rsvg-convert could not write"));
    buf_release(&script);
    remove_file(&converter);
    remove_file(&png);
    rmdir(f.path);
    cells_free(c);
}
END_TEST

// ---- movies -------------------------------------------------------------------------------------

enum { WIDTH = 40, HEIGHT = 6, FRAMES = 60 };

static const struct movie_info info = {WIDTH, HEIGHT, THEME_DARK, "a \"title\""};

static uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 16;
}

// A few words at random places: every frame is another one.
static void change(struct cells *c, uint32_t *state)
{
    static const char *const words[] = {"gc", "中文字", "e\u0301", "─●─◄", " ", "\"\\", "x", "#7 list"};
    for (int i = 0; i < 3; i++) {
        int x = (int)(next_random(state) % WIDTH), y = (int)(next_random(state) % HEIGHT);
        enum style style = (enum style)(next_random(state) % STYLE_COUNT);
        cells_text(c, x, y, -1, words[next_random(state) % 8], style);
        cells_reverse(c, (int)(next_random(state) % WIDTH), y, 1);
    }
    c->cursor_x = (int)(next_random(state) % WIDTH);
    c->cursor_y = (int)(next_random(state) % HEIGHT);
}

// The data of the event at *at, unescaped; *at moves to the next line.
static char event_data(const char **at, struct buf *data)
{
    const char *quote = strchr(*at, '"'), *p = quote + 6;
    buf_clear(data);
    for (; *p != '"'; p++) {
        unsigned code;
        if (*p != '\\') {
            buf_addc(data, *p);
        } else if (p[1] == 'u') {
            ck_assert_int_eq(sscanf(p + 2, "%4x", &code), 1);
            buf_addc(data, (char)code);
            p += 5;
        } else {
            buf_addc(data, *++p);
        }
    }
    *at = strchr(p, '\n') + 1;
    return quote[1];
}

static void compare_cell(const struct cells *c, int x, int y, const VTermScreenCell *shown)
{
    const struct cell *cell = &c->at[y * c->width + x];
    struct look look = theme_look(THEME_DARK, DEPTH_256, (enum style)cell->style);
    if (cell->ch == 0) {
        ck_assert_uint_eq(shown->chars[0], (uint32_t)-1);
        return;
    }
    ck_assert_uint_eq(shown->chars[0] ? shown->chars[0] : ' ', cell->ch);
    ck_assert_uint_eq(shown->chars[0] ? shown->chars[1] : 0, cell->mark);
    ck_assert_int_eq(shown->fg.indexed.idx, look.fg);
    ck_assert_int_eq(shown->bg.indexed.idx, look.bg);
    ck_assert_int_eq(shown->attrs.bold, look.bold);
    ck_assert_int_eq(shown->attrs.reverse, look.reverse != (cell->reverse != 0));
}

static void compare_screen(const struct cells *c, VTerm *vt)
{
    VTermPos cursor;
    for (int y = 0; y < c->height; y++)
        for (int x = 0; x < c->width; x++) {
            VTermScreenCell shown;
            vterm_screen_get_cell(vterm_obtain_screen(vt), (VTermPos){y, x}, &shown);
            compare_cell(c, x, y, &shown);
        }
    vterm_state_get_cursorpos(vterm_obtain_state(vt), &cursor);
    ck_assert_int_eq(cursor.row, c->cursor_y);
    ck_assert_int_eq(cursor.col, c->cursor_x);
}

static VTerm *new_terminal(void)
{
    VTerm *vt = vterm_new(HEIGHT, WIDTH);
    vterm_set_utf8(vt, 1);
    vterm_screen_reset(vterm_obtain_screen(vt), 1);
    vterm_input_write(vt, "left over", 9);
    return vt;
}

START_TEST(a_cast_played_in_a_terminal_shows_the_frames)
{
    struct cells *c = cells_new(WIDTH, HEIGHT);
    struct movie *m = movie_new(MOVIE_CAST, &info);
    struct buf out = {0}, data = {0};
    uint32_t state = 7;
    for (int i = 0; i < FRAMES; i++) {
        change(c, &state);
        movie_frame(m, c, (uint64_t)i * 40, NULL);
    }
    movie_end(m, FRAMES * 40, &out);
    python_accepts(IS_CAST, &out);

    const char *at = strchr(out.data, '\n') + 1;
    VTerm *vt = new_terminal();
    cells_clear(c);
    state = 7;
    for (int i = 0; i < FRAMES; i++) {
        change(c, &state);
        ck_assert_int_eq(event_data(&at, &data), 'o');
        vterm_input_write(vt, data.data, data.len);
        compare_screen(c, vt);
    }
    vterm_free(vt);
    buf_release(&out);
    buf_release(&data);
    cells_free(c);
}
END_TEST

START_TEST(a_chapter_follows_the_output_of_its_time)
{
    struct cells *c = cells_new(WIDTH, HEIGHT);
    struct movie *m = movie_new(MOVIE_CAST, &info);
    struct buf out = {0};
    movie_frame(m, c, 0, "start");
    movie_frame(m, c, 500, NULL); // shows the same
    cells_text(c, 0, 0, -1, "x", STYLE_NORMAL);
    movie_frame(m, c, 61005, "update_refs");
    ck_assert_uint_eq(movie_frames(m), 2);
    movie_end(m, 62000, &out);
    python_accepts(IS_CAST, &out);
    const char *output = strstr(out.data, "\n[61.005, \"o\", \"\\u001b[1;1H\\u001b[0;");
    ck_assert_ptr_nonnull(output);
    ck_assert_ptr_eq(strstr(out.data, "\n[61.005, \"m\", \"update_refs\"]\n"), strchr(output + 1, '\n'));
    has(&out, "\n[0.000, \"m\", \"start\"]\n");
    has(&out, "\n[62.000, \"o\", ");
    ck_assert_ptr_null(strstr(out.data, "[0.500"));
    buf_release(&out);
    cells_free(c);
}
END_TEST

START_TEST(an_animated_svg_has_a_group_a_frame_and_shows_the_first_by_itself)
{
    struct cells *c = cells_new(WIDTH, HEIGHT);
    struct movie *m = movie_new(MOVIE_SVG, &info);
    struct buf out = {0};
    uint32_t state = 3;
    for (unsigned i = 0; i < 4; i++) {
        change(c, &state);
        movie_frame(m, c, 250 * i, "chapter");
    }
    movie_end(m, 1500, &out);
    python_accepts(IS_XML, &out);
    ck_assert_uint_eq(count_of(&out, "<g class=\"f"), 4);
    ck_assert_uint_eq(count_of(&out, "visibility=\"hidden\""), 3);
    has(&out, "<g class=\"f0\">\n");
    has(&out, "svg>g{animation:1500ms step-end infinite}");
    has(&out, "@keyframes f0{0%{visibility:visible}16.666%{visibility:hidden}100%{visibility:hidden}}");
    has(&out, "@keyframes f3{0%{visibility:hidden}50.000%{visibility:visible}100%{visibility:visible}}");
    buf_release(&out);
    cells_free(c);
}
END_TEST

START_TEST(a_row_that_many_frames_have_is_drawn_once)
{
    struct cells *c = cells_new(WIDTH, HEIGHT);
    struct movie *m = movie_new(MOVIE_SVG, &info);
    struct buf out = {0};
    cells_text(c, 0, 0, -1, "the same", STYLE_NORMAL);
    cells_text(c, 0, 2, -1, "the same", STYLE_NORMAL);
    for (unsigned i = 0; i < 4; i++) {
        cells_put(c, (int)i, 1, '*', STYLE_NORMAL);
        movie_frame(m, c, 250 * i, NULL);
    }
    movie_end(m, 1500, &out);
    python_accepts(IS_XML, &out);
    ck_assert_uint_eq(count_of(&out, ">the same</text>"), 1);
    ck_assert_uint_eq(count_of(&out, "<g id=\"r"), 5);
    ck_assert_uint_eq(count_of(&out, "<use href=\"#r0\" y=\"0\"/>\n"), 4);
    ck_assert_uint_eq(count_of(&out, "<use href=\"#r0\" y=\"40\"/>\n"), 4);
    buf_release(&out);
    cells_free(c);
}
END_TEST

START_TEST(a_movie_of_one_frame_is_a_still)
{
    struct cells *c = cells_new(WIDTH, HEIGHT);
    struct movie *m = movie_new(MOVIE_SVG, &info);
    struct buf out = {0};
    movie_frame(m, c, 0, NULL);
    movie_end(m, 1000, &out);
    python_accepts(IS_XML, &out);
    ck_assert_ptr_null(strstr(out.data, "<style>"));
    buf_release(&out);
    cells_free(c);
}
END_TEST

// ---- films ------------------------------------------------------------------------------------

// Renders the tape to x.cast or x.svg in a folder of its own.
static struct buf film_of(const char *text, const char *name, const struct folder *f)
{
    struct error err;
    struct buf path = path_in(f, name), content = {0};
    struct tape *tape = tape_parse("lesson.tape", text, &err);
    ck_assert_msg(tape != NULL, "%s", err.text);
    struct replay_options options = {.history = (size_t)16 << 20, .width = 100, .height = 30};
    unsetenv("GCSTEP_STRESS");
    bool written = film_write(tape, &options, THEME_LIGHT, CHARSET_UTF8, path.data, &err);
    ck_assert_msg(written, "%s", err.text);
    ck_assert(buf_read_file(&content, path.data));
    tape_free(tape);
    remove_file(&path);
    return content;
}

#define LESSON                                                                                               \
    "gcstep-tape 1\nset typing 50ms\nmark \"Build a cycle\"\nrun import gc\nrun a = []; a.append(a)\n"       \
    "run del a\nmark \"The collector finds it\"\nrun gc.collect()\nphase 3\nback 3\n"                        \
    "step 5\nphase 3\n"

START_TEST(a_tape_becomes_a_cast_with_a_chapter_for_each_mark_and_phase)
{
    struct folder f = new_folder();
    struct buf out = film_of(LESSON, "x.cast", &f);
    python_accepts(IS_CAST, &out);
    ck_assert_int_eq(strncmp(out.data, "{\"version\": 2, \"width\": 100, \"height\": 30, ", 42), 0);
    has(&out, "\"title\": \"gcstep: lesson.tape\"");
    static const char *const chapters[] = {"Build a cycle", "The collector finds it",
                                           "collection 1: subtract_refs", "collection 1: move_unreachable",
                                           "collection 1: delete_garbage"};
    const char *at = out.data;
    for (size_t i = 0; i < sizeof chapters / sizeof *chapters; i++) {
        struct buf event = {0};
        buf_addf(&event, ", \"m\", \"%s\"]\n", chapters[i]);
        at = strstr(at, event.data);
        ck_assert_msg(at != NULL, "no chapter %s", chapters[i]);
        ck_assert_msg(count_of(&out, event.data) == 1, "%s again", chapters[i]); // for the way back
        buf_release(&event);
    }
    buf_release(&out);
    rmdir(f.path);
}
END_TEST

START_TEST(a_tape_becomes_an_animated_svg)
{
    struct folder f = new_folder();
    struct buf out = film_of(LESSON, "x.svg", &f);
    python_accepts(IS_XML, &out);
    ck_assert_uint_gt(count_of(&out, "<g class=\"f"), 20); // a frame a character and a step
    has(&out, "fill=\"#ffffff\"/>\n<g class=\"f0\">");     // the ground of the light theme
    buf_release(&out);
    rmdir(f.path);
}
END_TEST

START_TEST(a_tape_renders_to_the_same_bytes_again)
{
    struct folder f = new_folder();
    struct buf first = film_of(LESSON, "x.cast", &f), again = film_of(LESSON, "x.cast", &f);
    ck_assert_str_eq(first.data, again.data);
    buf_release(&first);
    buf_release(&again);
    rmdir(f.path);
}
END_TEST

START_TEST(a_picture_that_a_tape_asks_for_is_written_beside_the_film)
{
    struct folder f = new_folder();
    struct buf out = film_of("gcstep-tape 1\nrun a = []\nshot one.txt\n", "x.cast", &f);
    struct buf path = path_in(&f, "one.txt"), picture = {0};
    ck_assert(buf_read_file(&picture, path.data));
    has(&picture, ">>> a = []");
    remove_file(&path);
    buf_release(&picture);
    buf_release(&out);
    rmdir(f.path);
}
END_TEST

static void film_fails(const char *text, const char *complaint)
{
    struct error err;
    struct folder f = new_folder();
    struct buf path = path_in(&f, "x.svg");
    struct tape *tape = tape_parse("lesson.tape", text, &err);
    struct replay_options options = {.history = (size_t)16 << 20};
    ck_assert_msg(tape != NULL, "%s", err.text);
    ck_assert(!film_write(tape, &options, THEME_DARK, CHARSET_UTF8, path.data, &err));
    ck_assert_msg(strstr(err.text, complaint) != NULL, "%s", err.text);
    ck_assert_int_ne(access(path.data, F_OK), 0);
    tape_free(tape);
    buf_release(&path);
    rmdir(f.path);
}

START_TEST(a_film_that_cannot_be_made_leaves_no_file)
{
    film_fails("gcstep-tape 1\nrun a = []\nshot ../one.txt\n", "without a directory");
    film_fails("gcstep-tape 1\nrun a = []\nshot one.gif\n", "must end in");
    film_fails("gcstep-tape 1\nrun a = []\nexpect gen0=7\n", "gen0");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("pictures");
    TCase *shapes = tcase_create("shapes"), *svg = tcase_create("svg"), *movies = tcase_create("movies");
    tcase_add_test(shapes, boxes_blocks_and_shades_are_drawn_and_nothing_else);
    tcase_add_test(shapes, lines_meet_at_the_edges_of_cells);
    tcase_add_test(shapes, rectangles_cover_a_shape_exactly_once);
    tcase_add_test(shapes, a_double_corner_is_open_inside);
    tcase_add_test(svg, an_svg_is_xml_whatever_stands_in_the_cells);
    tcase_add_test(svg, a_run_of_ascii_is_one_text_and_others_stand_alone);
    tcase_add_test(svg, a_line_of_many_cells_is_one_rectangle_on_whole_pixels);
    tcase_add_test(svg, grounds_come_before_lines_and_lines_before_text);
    tcase_add_test(svg, a_row_is_drawn_the_same_wherever_it_stands);
    tcase_add_test(svg, the_text_cursor_is_seen_in_a_picture);
    tcase_add_test(svg, a_shade_is_a_ground_between_both_colours);
    tcase_add_test(svg, without_rsvg_convert_the_svg_is_written_and_the_package_named);
    tcase_add_test(svg, a_converter_that_fails_is_an_error);
    tcase_add_test(movies, a_cast_played_in_a_terminal_shows_the_frames);
    tcase_add_test(movies, a_chapter_follows_the_output_of_its_time);
    tcase_add_test(movies, an_animated_svg_has_a_group_a_frame_and_shows_the_first_by_itself);
    tcase_add_test(movies, a_row_that_many_frames_have_is_drawn_once);
    tcase_add_test(movies, a_movie_of_one_frame_is_a_still);
    tcase_set_timeout(svg, 300); // python3 is slow to start on a machine that is busy
    tcase_set_timeout(movies, 300);
    suite_add_tcase(suite, shapes);
    suite_add_tcase(suite, svg);
    suite_add_tcase(suite, movies);
    TCase *films = tcase_create("films");
    tcase_set_timeout(films, 300);
    tcase_add_test(films, a_tape_becomes_a_cast_with_a_chapter_for_each_mark_and_phase);
    tcase_add_test(films, a_tape_becomes_an_animated_svg);
    tcase_add_test(films, a_tape_renders_to_the_same_bytes_again);
    tcase_add_test(films, a_picture_that_a_tape_asks_for_is_written_beside_the_film);
    tcase_add_test(films, a_film_that_cannot_be_made_leaves_no_file);
    suite_add_tcase(suite, films);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
