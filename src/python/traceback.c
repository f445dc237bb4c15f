#include "python/traceback.h"

#include "base/alloc.h"
#include "python/exception.h"
#include "python/frame.h"
#include "python/names.h"
#include "python/syntax_error.h"
#include "python/value.h"

// The exception is fetched meanwhile: these allocations collect, or ask for it, as any other does.
// _PyFrame_IsIncomplete: the frame of a generator that is being made.
static bool has_not_begun(const struct heap *h, uint32_t frame)
{
    return h->w[h->w[frame + FRAME_CODE] + CODE_FLAGS] & CO_GENERATOR && !h->w[frame + FRAME_GENERATOR];
}

void traceback_here(struct interp *in)
{
    struct heap *h = in->heap;
    uint32_t frame = h->w[HW_FRAME];
    if (heap_kind(h, h->w[HW_EXC]) != KIND_EXCEPTION || has_not_begun(h, frame))
        return;
    uint32_t exc = exception_save(h);
    uint32_t at = h->pc ? h->pc - 1 : 0;
    heap_hold(h, frame_object(h, frame), HOLD_RESULT);
    uint32_t tb = heap_object(h, KIND_TRACEBACK, 0, TB_WORDS);
    heap_unhold(h, frame);
    heap_set(h, tb + TB_NEXT, h->w[exc + EXC_TRACEBACK]);
    heap_set(h, tb + TB_FRAME, frame);
    heap_set(h, tb + TB_LASTI, at);
    heap_set(h, tb + TB_LINENO, (uint32_t)code_position(h, h->w[frame + FRAME_CODE], at).line);
    heap_set(h, exc + EXC_TRACEBACK, heap_born(h, tb, true));
    exception_restore(h, exc);
}

struct source_range code_position(const struct heap *h, uint32_t code, uint32_t index)
{
    uint32_t block = h->w[code + CODE_POSITIONS];
    if (2 * index + 1 >= heap_block_words(h, block))
        return (struct source_range){(int)h->w[code + CODE_FIRSTLINE], 0, -1, -1};
    uint32_t lines = h->w[block + 2 * index], columns = h->w[block + 2 * index + 1];
    int line = (int)(lines & POSITION_LINE), more = (int)(lines >> POSITION_LINE_BITS);
    if (!columns && !more) // what a function begins with has no columns
        return (struct source_range){line, line, -1, -1};
    return (struct source_range){line, line + more, (int)(columns & 0xffff), (int)(columns >> 16)};
}

// ---- entries ------------------------------------------------------------------------------------

static void format_entry(struct interp *in, uint32_t tb, bool from_c, struct buf *out)
{
    const struct heap *h = in->heap;
    uint32_t code = h->w[h->w[tb + TB_FRAME] + FRAME_CODE];
    const char *filename = str_text(h, h->w[code + CODE_FILENAME]);
    int line = (int)h->w[tb + TB_LINENO];
    buf_addf(out, "  File \"%s\", line %d, in %s\n", filename, line, str_text(h, h->w[code + CODE_NAME]));
    traceback_format_source(in, code, h->w[tb + TB_LASTI], line, from_c, out);
}

static bool same_place(const struct heap *h, uint32_t a, uint32_t b)
{
    return h->w[h->w[a + TB_FRAME] + FRAME_CODE] == h->w[h->w[b + TB_FRAME] + FRAME_CODE] &&
           h->w[a + TB_LINENO] == h->w[b + TB_LINENO];
}

static void format_repeated(struct buf *out, uint32_t times)
{
    enum { RECURSIVE_CUTOFF = 3 };
    if (times > RECURSIVE_CUTOFF)
        buf_addf(out, "  [Previous line repeated %u more time%s]\n", times - RECURSIVE_CUTOFF,
                 times - RECURSIVE_CUTOFF == 1 ? "" : "s");
}

static void format_entries(struct interp *in, uint32_t traceback, bool from_c, struct buf *out)
{
    const struct heap *h = in->heap;
    uint32_t times = 0, last = 0;
    buf_adds(out, "Traceback (most recent call last):\n");
    for (uint32_t tb = traceback; tb; last = tb, tb = h->w[tb + TB_NEXT]) {
        if (last && !same_place(h, tb, last)) {
            format_repeated(out, times);
            times = 0;
        }
        if (++times <= 3)
            format_entry(in, tb, from_c, out);
    }
    format_repeated(out, times);
}

// ---- the exception ------------------------------------------------------------------------------

static void format_type(const struct heap *h, uint32_t type, struct buf *out)
{
    uint32_t dict = h->w[type + TYPE_DICT];
    uint32_t module =
        dict && h->w[type + TYPE_FLAGS] & TYPEF_HEAP ? dict_get_str(h, dict, py_name(h, NAME_MODULE)) : 0;
    bool named = module && heap_kind(h, module) == KIND_STR;
    if (module && !(named && (str_is(h, module, "__main__") || str_is(h, module, "builtins"))))
        buf_addf(out, "%s.", named ? str_text(h, module) : "<unknown>");
    buf_adds(out, str_text(h, h->w[type + TYPE_QUALNAME]));
}

static bool is_syntax_error(const struct heap *h, uint32_t exc)
{
    return py_is_subtype(h, heap_type(h, exc), py_exc_type(h, EXC_SyntaxError));
}

static void format_message(struct interp *in, uint32_t exc, struct buf *out)
{
    struct heap *h = in->heap;
    format_type(h, heap_type(h, exc), out);
    const char *message = syntax_error_message(h, exc);
    if (!tuple_size(h, h->w[exc + EXC_ARGS]) && is_syntax_error(h, exc))
        message = h->profile->minor < 13 ? "None" : "<no detail available>";
    uint32_t text = message ? str_from(h, message) : py_str(in, exc);
    if (!text) {
        py_error_clear(in);
        buf_adds(out, ": <exception str() failed>\n");
        return;
    }
    if (str_bytes(h, text)) {
        buf_adds(out, ": ");
        buf_add(out, str_text(h, text), str_bytes(h, text));
    }
    heap_decref(h, text);
    syntax_error_format_suffix(h, exc, out);
    traceback_format_suggestion(in, exc, out);
    buf_addc(out, '\n');
}

// print_exception_note: str() of it, which may fail.
static void format_note(struct interp *in, uint32_t note, struct buf *out)
{
    uint32_t text = py_str(in, note);
    if (!text)
        py_error_clear(in);
    buf_addf(out, "%s\n", text ? str_text(in->heap, text) : "<note str() failed>");
    heap_xdecref(in->heap, text);
}

// What is no sequence of notes. Up to 3.11 no line ends behind it, and a str is a sequence.
static void format_no_notes(struct interp *in, uint32_t notes, struct buf *out)
{
    struct heap *h = in->heap;
    bool is_old = h->profile->minor < 12;
    if (is_old && heap_kind(h, notes) == KIND_STR) {
        const char *text = str_text(h, notes);
        for (size_t i = 0, n; i < str_bytes(h, notes); i += n) {
            n = text_offset(text + i, str_bytes(h, notes) - i, 1);
            buf_addf(out, "%.*s\n", (int)n, text + i);
        }
        return;
    }
    uint32_t text = py_repr(in, notes);
    if (!text)
        py_error_clear(in);
    buf_addf(out, "%s%s", text ? str_text(h, text) : "<__notes__ repr() failed>", is_old ? "" : "\n");
    heap_xdecref(h, text);
}

static void format_notes(struct interp *in, uint32_t exc, struct buf *out)
{
    struct heap *h = in->heap;
    uint32_t dict = h->w[exc + EXC_DICT], notes = dict ? dict_get_str(h, dict, py_name(h, NAME_NOTES)) : 0;
    if (!notes || (notes == heap_none(h) && h->profile->minor >= 13))
        return;
    bool list = heap_kind(h, notes) == KIND_LIST;
    value_keep(in, notes);
    if (!list && heap_kind(h, notes) != KIND_TUPLE)
        format_no_notes(in, notes, out);
    else
        for (uint32_t i = 0; i < (list ? list_size(h, notes) : tuple_size(h, notes)); i++) {
            uint32_t note = value_keep(in, list ? list_get(h, notes, i) : tuple_get(h, notes, i));
            format_note(in, note, out);
            value_drop(in, note);
        }
    value_drop(in, notes);
}

static void format_one(struct interp *in, uint32_t exc, struct buf *out)
{
    uint32_t traceback = in->heap->w[exc + EXC_TRACEBACK];
    if (traceback)
        format_entries(in, traceback, false, out);
    syntax_error_format_place(in->heap, exc, out);
    format_message(in, exc, out);
    format_notes(in, exc, out);
}

// What was raised before `exc`, or 0.
static uint32_t exception_before(const struct heap *h, uint32_t exc)
{
    if (h->w[exc + EXC_CAUSE])
        return h->w[exc + EXC_CAUSE];
    return h->w[exc + EXC_SUPPRESS] ? 0 : h->w[exc + EXC_CONTEXT];
}

static bool is_in(const uint32_t *chain, size_t count, uint32_t exc)
{
    for (size_t i = 0; i < count; i++)
        if (chain[i] == exc)
            return true;
    return false;
}

void traceback_format(struct interp *in, uint32_t exc, struct buf *out)
{
    const struct heap *h = in->heap;
    struct bump arena = {0};
    uint32_t *chain = NULL;
    size_t count = 0, cap = 0;
    for (uint32_t e = exc; e && !is_in(chain, count, e); e = exception_before(h, e)) {
        chain = bump_grow(&arena, chain, count, &cap, sizeof *chain);
        chain[count++] = e;
    }
    for (size_t i = count; i-- > 0;) {
        format_one(in, chain[i], out);
        if (i > 0)
            buf_adds(out, h->w[chain[i - 1] + EXC_CAUSE]
                              ? "\nThe above exception was the direct cause of the following exception:\n\n"
                              : "\nDuring handling of the above exception, another exception occurred:\n\n");
    }
    bump_release(&arena);
}

void traceback_format_unraisable(struct interp *in, uint32_t exc, struct buf *out)
{
    struct heap *h = in->heap;
    if (h->w[exc + EXC_TRACEBACK])
        format_entries(in, h->w[exc + EXC_TRACEBACK], true, out);
    format_type(h, heap_type(h, exc), out);
    uint32_t text = py_str(in, exc);
    if (!text)
        py_error_clear(in);
    buf_addf(out, ": %s\n", text ? str_text(h, text) : "<exception str() failed>");
    heap_xdecref(h, text);
}
