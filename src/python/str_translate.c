// str.translate and str.maketrans.
#include "base/utf8.h"
#include "python/value.h"

#define METHOD(name)                                                                                         \
    uint32_t name(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs, uint32_t kwnames)

// ---- translate ----------------------------------------------------------------------------------

// charmaptranslate_lookup: what stands in the table for a character; a new reference, 0 with *same when there
// is nothing, 0 with an exception.
static uint32_t look_up(struct interp *in, uint32_t table, uint32_t cp, bool *same)
{
    struct heap *h = in->heap;
    uint32_t key = int_new(h, cp), found;
    heap_hold(h, key, HOLD_ARGUMENT);
    found = py_getitem(in, table, key);
    value_drop(in, key);
    *same = !found && py_error_matches(in, EXC_LookupError);
    if (*same)
        py_error_clear(in);
    return found;
}

// Adds what the table gave, whose reference is taken over. False with an exception.
static bool add_found(struct interp *in, uint32_t found, struct buf *out)
{
    struct heap *h = in->heap;
    uint32_t value = value_of(h, found);
    char text[4];
    int64_t cp;
    if (heap_kind(h, value) == KIND_STR)
        buf_add(out, str_text(h, value), str_bytes(h, value));
    else if (value_is_int(h, value) && int_value(h, value, &cp) && cp >= 0 && cp <= 0x10ffff)
        buf_add(out, text, utf8_encode((uint32_t)cp, text));
    else if (value_is_int(h, value))
        py_raise(in, EXC_ValueError, "character mapping must be in range(0x110000)");
    else if (value != heap_none(h))
        py_raise(in, EXC_TypeError, "character mapping must return integer, None or str");
    heap_decref(h, found);
    return !py_error(in) && py_has_room_for_text(in, out->len);
}

struct translation {
    struct interp *in;
    uint32_t table;
    struct buf out;
    bool fast;           // unicode_fast_translate: ASCII so far, and so is what came out
    uint8_t known[0x80]; // there: what is known of a character: 0 nothing, 1 that it goes, else one more
};

// One character; *again: it is to be looked up a second time, in the slow way.
static bool translate_one(struct translation *t, const char *text, size_t n, uint32_t cp, bool *again)
{
    bool same;
    *again = false;
    if (t->fast && t->known[cp]) {
        if (t->known[cp] > 1)
            buf_addc(&t->out, (char)(t->known[cp] - 1));
        return true;
    }
    uint32_t found = look_up(t->in, t->table, cp, &same);
    if (!found && !same)
        return false;
    size_t before = t->out.len;
    if (same)
        buf_add(&t->out, text, n);
    else if (!add_found(t->in, found, &t->out))
        return false;
    if (!t->fast)
        return true;
    size_t added = t->out.len - before;
    if (added > 1 || (added == 1 && (unsigned char)t->out.data[before] >= 0x7f)) {
        *again = true;
        t->fast = false;
        t->out.len = before;
    } else {
        t->known[cp] = added ? (uint8_t)(t->out.data[before] + 1) : 1;
    }
    return true;
}

METHOD(str_translate)
{
    (void)nargs, (void)kwnames;
    struct heap *h = in->heap;
    const char *text = str_text(h, self);
    size_t bytes = str_bytes(h, self), n;
    struct translation t = {.in = in, .table = args[0], .fast = h->w[self + STR_WIDTH] == 0};
    for (size_t i = 0; i < bytes; i += n) {
        uint32_t cp;
        bool again;
        n = utf8_decode(text + i, bytes - i, &cp);
        if (!translate_one(&t, text + i, n, cp, &again)) {
            buf_release(&t.out);
            return 0;
        }
        n = again ? 0 : n;
    }
    return str_take(h, &t.out);
}

// ---- maketrans ----------------------------------------------------------------------------------

static uint32_t first_character(const struct heap *h, uint32_t str)
{
    uint32_t cp;
    utf8_decode(str_text(h, str), str_bytes(h, str), &cp);
    return cp;
}

// Words that lost a blank in 3.14.
static const char *words(const struct heap *h, const char *before, const char *since_3_14)
{
    return h->profile->minor >= 14 ? since_3_14 : before;
}

// The key of a character that stands for itself in the argument, or a number: a new reference.
static uint32_t table_key(struct interp *in, uint32_t key)
{
    struct heap *h = in->heap;
    uint32_t value = value_of(h, key);
    if (value_is_int(h, value))
        return heap_incref(h, key);
    if (heap_kind(h, value) != KIND_STR)
        return py_raise(in, EXC_TypeError, "%s",
                        words(h, "keys in translate table must be strings or integers",
                              "keys in translate table mustbe strings or integers"));
    if (h->w[value + STR_LENGTH] != 1)
        return py_raise(in, EXC_ValueError, "%s",
                        words(h, "string keys in translate table must be of length 1",
                              "string keys in translatetable must be of length 1"));
    return int_new(h, first_character(h, value));
}

static bool fill_from_dict(struct interp *in, uint32_t made, uint32_t dict)
{
    struct heap *h = in->heap;
    uint32_t pos = 0, key, value;
    if (heap_type(h, dict) != h->w[HW_TYPES + KIND_DICT])
        return py_raise(in, EXC_TypeError, "if you give only one argument to maketrans it must be a dict");
    bool ok = true;
    while (ok && dict_next(h, dict, &pos, &key, &value)) {
        uint32_t number = table_key(in, key);
        ok = number && py_dict_set(in, made, number, value) == 0;
        heap_xdecref(h, number);
    }
    return ok;
}

static void set_item(struct heap *h, struct interp *in, uint32_t made, uint32_t cp, uint32_t value)
{
    uint32_t key = int_new(h, cp);
    py_dict_set(in, made, key, value);
    heap_decref(h, key);
}

// Each character of `from` stands for the one at the same place of `to`, those of `gone` (or 0) for None.
static bool fill_from_text(struct interp *in, uint32_t made, uint32_t from, uint32_t to, uint32_t gone)
{
    struct heap *h = in->heap;
    uint32_t cp, other;
    if (heap_kind(h, from) != KIND_STR)
        return py_raise(in, EXC_TypeError,
                        "first maketrans argument must be a string if there is a second argument");
    if (h->w[from + STR_LENGTH] != h->w[to + STR_LENGTH])
        return py_raise(in, EXC_ValueError, "the first two maketrans arguments must have equal length");
    for (size_t i = 0, j = 0, bytes = str_bytes(h, from), more = str_bytes(h, to); i < bytes;) {
        i += utf8_decode(str_text(h, from) + i, bytes - i, &cp);
        j += utf8_decode(str_text(h, to) + j, more - j, &other);
        uint32_t value = int_new(h, other);
        set_item(h, in, made, cp, value);
        heap_decref(h, value);
    }
    for (size_t i = 0; gone && i < str_bytes(h, gone);) {
        i += utf8_decode(str_text(h, gone) + i, str_bytes(h, gone) - i, &cp);
        set_item(h, in, made, cp, heap_none(h));
    }
    return true;
}

METHOD(str_maketrans)
{
    (void)self, (void)kwnames;
    for (size_t i = 1; i < nargs; i++)
        if (!str_argument(in, "maketrans", (unsigned)i + 1, args[i]))
            return 0;
    uint32_t made = dict_new(in->heap);
    heap_hold(in->heap, made, HOLD_BUILDING);
    bool ok = nargs == 1 ? fill_from_dict(in, made, args[0])
                         : fill_from_text(in, made, args[0], args[1], nargs > 2 ? args[2] : 0);
    return value_made(in, made, ok);
}
