// Values: what the files that implement the object protocol of interp.h share. One file per type or
// matter; object.c, operator.c, compare.c, iterator.c and repr.c dispatch to them.
#ifndef PYTHON_VALUE_H
#define PYTHON_VALUE_H

#include "heap/instance.h"
#include "python/interp.h"

// "No such operation for these operands": the dispatcher tries the next possibility.
#define NOT_HANDLED 0xffffffffu

// A new reference to None.
static inline uint32_t value_none(struct interp *in)
{
    return heap_incref(in->heap, heap_none(in->heap));
}
// value_done(in, done()): the result of a method that returns None or fails with -1.
static inline uint32_t value_done(struct interp *in, int status)
{
    return status < 0 ? 0 : value_none(in);
}
static inline uint32_t value_bool(struct interp *in, int truth) // 1, 0, or -1 = exception
{
    return truth < 0 ? 0 : bool_new(in->heap, truth);
}
static inline bool value_is_int(const struct heap *h, uint32_t o)
{
    enum kind kind = heap_kind(h, o);
    return kind == KIND_INT || kind == KIND_BOOL;
}
static inline bool value_is_number(const struct heap *h, uint32_t o)
{
    return value_is_int(h, o) || heap_kind(h, o) == KIND_FLOAT;
}
static inline bool value_is_set(const struct heap *h, uint32_t o)
{
    return heap_kind(h, o) == KIND_SET || heap_kind(h, o) == KIND_FROZENSET;
}
bool str_is_identifier(struct interp *in, uint32_t str); // [str_case.c]
// What an operation of a built-in type works on: the value of an instance of a class that derives from one
// that keeps a value (instance_keeps_value), else the object itself. Borrowed.
static inline uint32_t value_of(const struct heap *h, uint32_t o)
{
    uint32_t value = instance_value(h, o);
    return value ? value : o;
}
// Is `o` a str, or an instance of a class that derives from it?
static inline bool value_is_str(const struct heap *h, uint32_t o)
{
    return heap_kind(h, value_of(h, o)) == KIND_STR;
}
// Is `o` an instance of a class that derives from int, float, complex, str or bytes?
static inline bool value_is_kept_atom(const struct heap *h, uint32_t o)
{
    uint32_t value = instance_value(h, o);
    return value && heap_kind(h, value) != KIND_BYTEARRAY;
}
// `o`, or of such an instance a copy of its value, which nobody else may have: a new reference.
uint32_t value_plain(struct heap *h, uint32_t o);
uint32_t value_made_plain(struct heap *h, uint32_t made); // instead of `made`, which is taken over
// A reference that C keeps over something that may record a step or run Python.
static inline uint32_t value_keep(struct interp *in, uint32_t o)
{
    heap_incref(in->heap, o);
    heap_hold(in->heap, o, HOLD_ARGUMENT);
    return o;
}
static inline void value_drop(struct interp *in, uint32_t o)
{
    heap_unhold(in->heap, o);
    heap_decref(in->heap, o);
}
// The same when there is a result, which may be 0: that is returned.
static inline uint32_t value_drop_before(struct interp *in, uint32_t o, uint32_t result)
{
    heap_unhold(in->heap, o);
    if (result)
        heap_hold(in->heap, result, HOLD_RESULT);
    heap_decref(in->heap, o);
    if (result)
        heap_unhold(in->heap, result);
    return result;
}
// What is being made, registered with heap_hold, when what was done to it is done: it is given on, or dies
// and 0 is returned when that failed.
static inline uint32_t value_made(struct interp *in, uint32_t made, bool ok)
{
    heap_unhold(in->heap, made);
    if (ok)
        return made;
    heap_decref(in->heap, made);
    return 0;
}
// A nested comparison or repr in C: false with a RecursionError when there are too many.
bool value_enter(struct interp *in, const char *where); // " in comparison"
static inline void value_leave(struct interp *in)
{
    in->nesting--;
}

// Calls a function of the module builtins, whatever the program has of that name. [descriptor_wrappers.c]
uint32_t py_call_builtin(struct interp *in, const char *name, const uint32_t *args, size_t nargs);

// ---- numbers [number.c, bigint.c, float_text.c] ---------------------------------------------------
uint32_t number_binary(struct interp *in, enum binary_op op, uint32_t a, uint32_t b);
uint32_t number_zero_divmod(struct interp *in); // raises what divmod(1.0, 0) does
uint32_t number_unary(struct interp *in, enum opcode op, uint32_t a);
uint32_t py_absolute(struct interp *in, uint32_t o); // abs() [mod_builtins.c]
// -1, 0, 1; 2 when a NaN is one of them.
int number_order(const struct heap *h, uint32_t a, uint32_t b);
int number_order_double(const struct heap *h, uint32_t o, double value); // of an int or float
// False with an OverflowError when an int is too large.
bool number_double(struct interp *in, uint32_t o, double *value);
uint32_t bigint_binary(struct interp *in, enum binary_op op, uint32_t a, uint32_t b);
uint32_t bigint_power_mod(struct interp *in, uint32_t a, uint32_t b, uint32_t modulus); // pow(a, b, modulus)
uint32_t bigint_unary(struct interp *in, enum opcode op, uint32_t a);
int bigint_order(const struct heap *h, uint32_t a, uint32_t b);      // both ints
int bigint_order_double(const struct heap *h, uint32_t a, double b); // b is finite
double bigint_double(const struct heap *h, uint32_t a);              // rounded; inf when too large
uint32_t bigint_divide(struct interp *in, uint32_t a, uint32_t b);   // a / b; b is not 0
uint32_t bigint_bits(const struct heap *h, uint32_t a);              // int.bit_length()
// Digits of an int in a base without prefix; "-" in front of a negative one.
void bigint_text(const struct heap *h, uint32_t a, int base, struct buf *out);
void float_repr(double value, struct buf *out);

// ---- text [string.c, percent.c, format.c] -------------------------------------------------------
uint32_t str_concat(struct interp *in, uint32_t a, uint32_t b);
uint32_t str_repeat(struct interp *in, uint32_t str, int64_t count);
uint32_t str_percent(struct interp *in, uint32_t format, uint32_t args);
uint32_t str_getitem(struct interp *in, uint32_t str, uint32_t key);
uint32_t str_at(struct heap *h, uint32_t str, uint32_t i); // character i as a string
// Characters [from, to).
uint32_t str_substring(struct heap *h, uint32_t str, uint32_t from, uint32_t to);
bool str_contains(const struct heap *h, uint32_t str, uint32_t part);
size_t str_offset(const struct heap *h, uint32_t str, uint32_t i); // byte offset of character i
// The same for any text: bytes of its first n characters.
size_t text_offset(const char *text, size_t bytes, size_t n);
// The first place of `part` in a text, or NULL.
const char *text_find(const char *text, size_t bytes, const char *part, size_t part_bytes);
const char *text_find_last(const char *text, size_t bytes, const char *part, size_t part_bytes);
// partition() of str and bytes: what stands before `separator`, which is not empty, itself and what follows,
// in pieces that `new` makes; of text without it, the text and two empty ones.
typedef uint32_t (*text_new_fn)(struct heap *h, const char *text, size_t bytes);
uint32_t text_partition(struct heap *h, uint32_t self, uint32_t separator, bool from_right, text_new_fn new);
void str_repr(const char *text, size_t bytes, bool ascii, struct buf *out);
// What the argument of a str method must be; false with a TypeError. Position 0: the words do not say which
// argument of which method it is.
enum { ONLY_ARGUMENT = 99 };
bool str_argument(struct interp *in, const char *method, unsigned position, uint32_t o);
// The arguments of replace(), whose count may be given by name since 3.`named_since`; false with a TypeError.
bool check_replace(struct interp *in, const char *type, int named_since, size_t nargs, uint32_t kwnames);
// splitlines(keepends): a bool, which was an int up to 3.11; given 0 = absent. -1 with an exception.
int text_keep_ends(struct interp *in, uint32_t given);
// Characters from..to of the optional arguments at `args`, clamped; false with an exception.
bool str_bounds(struct interp *in, uint32_t str, const uint32_t *args, size_t nargs, uint32_t *from,
                uint32_t *to);
// Parts of str that are methods. [str_split.c, str_format.c, str_case.c,
// str_translate.c]
uint32_t str_split(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs, uint32_t kwnames);
uint32_t str_rsplit(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs, uint32_t kwnames);
uint32_t str_splitlines(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                        uint32_t kwnames);
uint32_t str_partition(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                       uint32_t kwnames);
uint32_t str_rpartition(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                        uint32_t kwnames);
uint32_t str_join(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs, uint32_t kwnames);
uint32_t str_upper(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs, uint32_t kwnames);
uint32_t str_lower(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs, uint32_t kwnames);
uint32_t str_title(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs, uint32_t kwnames);
uint32_t str_capitalize(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                        uint32_t kwnames);
uint32_t str_swapcase(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs, uint32_t kwnames);
uint32_t str_expandtabs(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                        uint32_t kwnames);
uint32_t str_isalpha(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs, uint32_t kwnames);
uint32_t str_casefold(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs, uint32_t kwnames);
uint32_t str_isdecimal(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                       uint32_t kwnames);
uint32_t str_isnumeric(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                       uint32_t kwnames);
uint32_t str_isprintable(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                         uint32_t kwnames);
uint32_t str_istitle(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs, uint32_t kwnames);
uint32_t str_isdigit(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs, uint32_t kwnames);
uint32_t str_isalnum(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs, uint32_t kwnames);
uint32_t str_isspace(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs, uint32_t kwnames);
uint32_t str_isupper(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs, uint32_t kwnames);
uint32_t str_islower(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs, uint32_t kwnames);
uint32_t str_isidentifier(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                          uint32_t kwnames);
uint32_t str_format_method(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                           uint32_t kwnames);
uint32_t str_format_map(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                        uint32_t kwnames);
uint32_t str_translate(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                       uint32_t kwnames);
uint32_t str_maketrans(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                       uint32_t kwnames);
bool text_is_space(uint32_t cp);
// New reference from what a buffer holds; releases the buffer.
uint32_t str_take(struct heap *h, struct buf *b);

struct format_spec {
    char fill[5]; // one character, UTF-8
    char align;   // < > = ^ or 0
    char sign;    // + - space or 0
    bool alternate;
    bool no_negative_zero;  // z
    int width;              // -1 = none
    char grouping;          // , _ or 0
    int precision;          // -1 = none
    char fraction_grouping; // , _ or 0: behind the dot
    char type;              // 0 = none
    uint32_t type_code;     // the character that it is
};
// parse_internal_render_format_spec: false with a ValueError about a spec for `o`, which is aligned as
// `default_align` says when the spec does not. [format_spec.c]
bool format_parse(struct interp *in, uint32_t text, uint32_t o, char default_align, struct format_spec *spec);
// A number from its digits, which are taken over: sign, base prefix, groups, padding.
uint32_t format_finish(struct interp *in, const struct format_spec *spec, bool negative, const char *base,
                       struct buf *digits);
// Puts the separators of the spec between the digits at the start of `digits` and behind its dot. `prefix`
// bytes stand in front of them when zeros fill the width.
void format_group(const struct format_spec *spec, size_t prefix, struct buf *digits);
// __format__ of a built-in type; `spec` may be 0. [format.c]
uint32_t format_built_in(struct interp *in, uint32_t o, uint32_t spec);
// complex.__format__. [format_complex.c]
uint32_t format_complex(struct interp *in, uint32_t o, const struct format_spec *spec);
uint32_t format_unknown_type(struct interp *in, const struct format_spec *spec, uint32_t o);
// "-0.0" becomes "0.0" when the spec has a z.
void format_drop_negative_zero(const struct format_spec *spec, struct buf *text);
// Pads `body` (its first `prefix` bytes are sign and base prefix) to the width of the spec.
void format_pad(const struct format_spec *spec, char default_align, const char *body, size_t len,
                size_t prefix, struct buf *out);
// Digits of a float in a format type (e f g and capitals, %), without sign for positive ones.
void format_double(double value, char type, int precision, bool alternate, struct buf *out);

// ---- sequences [sequence.c, slice.c, range.c] ---------------------------------------------------
// PyNumber_AsSsize_t of an index: false with TypeError naming the sequence's kind.
bool sequence_index(struct interp *in, uint32_t o, uint32_t key, int64_t *index);
uint32_t sequence_getitem(struct interp *in, uint32_t o, uint32_t key); // list, tuple, str, range
int list_setitem(struct interp *in, uint32_t list, uint32_t key, uint32_t value);
uint32_t sequence_concat(struct interp *in, uint32_t a, uint32_t b);    // list + list, tuple + tuple
uint32_t value_concat(struct interp *in, uint32_t a, uint32_t b);       // sq_concat of any built-in sequence
uint32_t sequence_repeat(struct interp *in, uint32_t o, int64_t count); // list, tuple, str
int list_repeat_inplace(struct interp *in, uint32_t list, int64_t count);
// list_preallocate_exact: room for `size` items in a list that has none.
void list_preallocate(struct heap *h, uint32_t list, uint32_t size);
// list.append into room that was made before.
void list_append_reserved(struct heap *h, uint32_t list, uint32_t item); // takes over `item`
// The same of a new tuple of two; returns that, borrowed.
uint32_t list_append_pair(struct heap *h, uint32_t list, uint32_t key, uint32_t value);
// As py_list_extend, with a step for each item: list.extend and +=.
int list_extend_steps(struct interp *in, uint32_t list, uint32_t iterable);
uint32_t list_copy(struct heap *h, uint32_t list);
int list_sort(struct interp *in, uint32_t list, uint32_t key, bool reverse);

// PyObject_LengthHint; -1 with an exception. [length_hint.c]
int64_t py_length_hint(struct interp *in, uint32_t o, int64_t otherwise);

struct slice_range {
    int64_t start, stop, step, length;
};
// PySlice_Unpack and PySlice_AdjustIndices.
bool slice_range(struct interp *in, uint32_t slice, int64_t size, struct slice_range *out);
bool slice_range_of(struct interp *in, uint32_t start, uint32_t stop, uint32_t step, int64_t size,
                    struct slice_range *out);
// What o[start:stop] is of a list, tuple or str when no slice is made for it.
uint32_t value_slice(struct interp *in, uint32_t o, uint32_t start, uint32_t stop);
uint32_t str_part(struct interp *in, uint32_t o, const struct slice_range *r);
bool slice_has(const struct slice_range *r, int64_t i); // is index i one of it? [sequence.c]
// An index or slice bound as CPython clamps it (None keeps *value).
bool slice_bound(struct interp *in, uint32_t o, int64_t *value);
bool slice_index(struct interp *in, uint32_t o, int64_t *value); // the same, which None is not

int64_t range_length(const struct heap *h, uint32_t range);
bool range_values(struct interp *in, uint32_t range, int64_t *start, int64_t *step, int64_t *length);
uint32_t range_getitem(struct interp *in, uint32_t range, uint32_t key);
int range_contains(struct interp *in, uint32_t range, uint32_t item);
int range_equal(struct interp *in, uint32_t a, uint32_t b);
uint32_t range_iter(struct interp *in, uint32_t range);

// ---- dict and set -------------------------------------------------------------------------------
// DICT_VIEW: what it shows.
enum { VIEW_KEYS, VIEW_VALUES, VIEW_ITEMS };
int view_contains(struct interp *in, uint32_t view, uint32_t item);
// dict.__init__
uint32_t dict_init(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs, uint32_t kwnames);
// PyMapping_Keys: a list of the keys of a dict that is derived from dict, in its own order.
uint32_t py_mapping_keys(struct interp *in, uint32_t mapping);
// What the built-in types make of an operator, with BINARY_INPLACE or not: NOT_HANDLED when they do not.
uint32_t value_binary_builtin(struct interp *in, unsigned op, uint32_t a, uint32_t b); // [operator.c]
uint32_t dict_binary(struct interp *in, unsigned op, uint32_t a, uint32_t b);
// reversed() of a dict or of its view `what`.
uint32_t dict_reversed(struct heap *h, uint32_t dict, uint32_t what);
int dict_equal(struct interp *in, uint32_t a, uint32_t b);
uint32_t set_binary(struct interp *in, unsigned op, uint32_t a, uint32_t b);
uint32_t set_compare(struct interp *in, enum compare_op op, uint32_t a, uint32_t b);
int set_contains_value(struct interp *in, uint32_t set, uint32_t item);
// tp_richcompare of the built-in type: NOT_HANDLED when it has nothing to say.
uint32_t value_compare_builtin(struct interp *in, enum compare_op op, uint32_t a, uint32_t b);
// Equality of keys, which may run Python code: dict_find(..., value_eq(in), ...).
int value_equal_keys(void *interp, uint32_t a, uint32_t b);
#define value_eq(in) (&(const struct dict_eq){value_equal_keys, (in)})
// py_hash with the words "cannot use 'list' as a dict key" where the version has them.
int hash_key(struct interp *in, uint32_t o, const char *use, uint32_t *hash);

// ---- steps ---------------------------------------------------------------------------------------
// Releases a reference that has just been taken out of `container`, with STEP_REMOVE.
static inline void value_remove_step(struct interp *in, uint32_t container, uint32_t o)
{
    struct heap *h = in->heap;
    heap_release_step(
        h, o,
        (struct step){.kind = STEP_REMOVE, .a = container, .b = heap_type(h, o), .c = heap_serial(h, o)});
}

#endif
