// Fields that some built-in exceptions have beside .args: .code, .errno, .name, .reason...
#include <errno.h>
#include <string.h>

#include "base/utf8.h"
#include "python/attribute.h"
#include "python/exception.h"
#include "python/type.h"
#include "python/value.h"

// Where a field comes from: an argument by its place, or by its name only.
enum { BY_KEYWORD = -1, ALONE = -2 }; // ALONE: the one argument, if there is just one

static const struct field {
    enum exc_id type;
    const char *name;
    uint8_t word; // 0: not kept, it is read from .args
    int8_t from;
} fields[] = {
    {EXC_StopIteration, "value", EXC_EXTRA, 0},
    {EXC_SystemExit, "code", EXC_EXTRA, 0},
    {EXC_NameError, "name", EXC_EXTRA, BY_KEYWORD},
    {EXC_AttributeError, "obj", EXC_EXTRA, BY_KEYWORD},
    {EXC_AttributeError, "name", EXC_NAME, BY_KEYWORD},
    {EXC_ImportError, "msg", EXC_EXTRA, ALONE},
    {EXC_ImportError, "name", EXC_NAME, BY_KEYWORD},
    {EXC_ImportError, "path", EXC_FILENAME, BY_KEYWORD},
    {EXC_OSError, "errno", EXC_EXTRA, 0},
    {EXC_OSError, "strerror", EXC_NAME, 1},
    {EXC_OSError, "filename", EXC_FILENAME, 2},
    {EXC_OSError, "filename2", EXC_FILENAME2, 4},
    {EXC_UnicodeDecodeError, "encoding", EXC_EXTRA, 0},
    {EXC_UnicodeDecodeError, "object", EXC_NAME, 1},
    {EXC_UnicodeDecodeError, "start", 0, 2},
    {EXC_UnicodeDecodeError, "end", 0, 3},
    {EXC_UnicodeDecodeError, "reason", EXC_FILENAME, 4},
    {EXC_UnicodeEncodeError, "encoding", EXC_EXTRA, 0},
    {EXC_UnicodeEncodeError, "object", EXC_NAME, 1},
    {EXC_UnicodeEncodeError, "start", 0, 2},
    {EXC_UnicodeEncodeError, "end", 0, 3},
    {EXC_UnicodeEncodeError, "reason", EXC_FILENAME, 4},
    {EXC_UnicodeTranslateError, "object", EXC_EXTRA, 0},
    {EXC_UnicodeTranslateError, "start", 0, 1},
    {EXC_UnicodeTranslateError, "end", 0, 2},
    {EXC_UnicodeTranslateError, "reason", EXC_NAME, 3},
};
enum { FIELDS = sizeof fields / sizeof *fields, NAMED_FIELDS = 2 };

static bool is_a(const struct heap *h, uint32_t exc, enum exc_id id)
{
    return py_is_subtype(h, heap_type(h, exc), py_exc_type(h, id));
}

static uint32_t argument(const struct heap *h, uint32_t exc, uint32_t i)
{
    uint32_t args = h->w[exc + EXC_ARGS];
    return args && i < tuple_size(h, args) ? tuple_get(h, args, i) : 0;
}

// ---- OSError ------------------------------------------------------------------------------------

enum { OSERROR_MIN = 2, OSERROR_MAX = 5 }; // with so many arguments the first two are errno and strerror

// errnomap.
static const struct {
    int number;
    enum exc_id type;
} errors[] = {
    {EAGAIN, EXC_BlockingIOError},
    {EALREADY, EXC_BlockingIOError},
    {EINPROGRESS, EXC_BlockingIOError},
    {EWOULDBLOCK, EXC_BlockingIOError},
    {EPIPE, EXC_BrokenPipeError},
    {ESHUTDOWN, EXC_BrokenPipeError},
    {ECHILD, EXC_ChildProcessError},
    {ECONNABORTED, EXC_ConnectionAbortedError},
    {ECONNREFUSED, EXC_ConnectionRefusedError},
    {ECONNRESET, EXC_ConnectionResetError},
    {EEXIST, EXC_FileExistsError},
    {ENOENT, EXC_FileNotFoundError},
    {EISDIR, EXC_IsADirectoryError},
    {ENOTDIR, EXC_NotADirectoryError},
    {EINTR, EXC_InterruptedError},
    {EACCES, EXC_PermissionError},
    {EPERM, EXC_PermissionError},
    {ESRCH, EXC_ProcessLookupError},
    {ETIMEDOUT, EXC_TimeoutError},
};

uint32_t exception_type_for(const struct heap *h, uint32_t type, const uint32_t *args, size_t nargs)
{
    int64_t number;
    if (type != py_exc_type(h, EXC_OSError) || nargs < OSERROR_MIN || nargs > OSERROR_MAX ||
        heap_kind(h, args[0]) != KIND_INT || !int_value(h, args[0], &number))
        return type;
    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
        if (errors[i].number == number)
            return py_exc_type(h, errors[i].type);
    return type;
}

bool exception_left_to_init(const struct heap *h, uint32_t type)
{
    return py_is_subtype(h, type, py_exc_type(h, EXC_OSError)) && type_own_init(h, type) &&
           !py_own_new(h, type);
}

// With a filename .args keeps the first two only.
static void shorten_args(struct heap *h, uint32_t exc)
{
    uint32_t filename = h->w[exc + EXC_FILENAME];
    if (!filename)
        return;
    const uint32_t two[] = {heap_incref(h, argument(h, exc, 0)), heap_incref(h, argument(h, exc, 1))};
    heap_setref(h, exc + EXC_ARGS, tuple_new(h, two, 2));
}

static uint32_t str_of_os_error(struct interp *in, uint32_t exc)
{
    struct heap *h = in->heap;
    const char *const formats[] = {"[Errno %s] %s", "[Errno %s] %s: %s", "[Errno %s] %s: %s -> %s"};
    const uint32_t words[] = {EXC_EXTRA, EXC_NAME, EXC_FILENAME, EXC_FILENAME2};
    struct buf parts[4] = {0}, text = {0};
    size_t n = h->w[exc + EXC_FILENAME] ? h->w[exc + EXC_FILENAME2] ? 4 : 3 : 2;
    bool ok = true;
    for (size_t i = 0; ok && i < n; i++) {
        uint32_t part = h->w[exc + words[i]] ? h->w[exc + words[i]] : heap_none(h);
        uint32_t str = i < 2 ? py_str(in, part) : py_repr(in, part);
        ok = str != 0;
        if (ok)
            buf_adds(&parts[i], str_text(h, str));
        heap_xdecref(h, str);
    }
    if (ok)
        buf_addf(&text, formats[n - 2], buf_text(&parts[0]), buf_text(&parts[1]), buf_text(&parts[2]),
                 buf_text(&parts[3]));
    for (size_t i = 0; i < n; i++)
        buf_release(&parts[i]);
    if (ok)
        return str_take(h, &text);
    buf_release(&text);
    return 0;
}

// ---- errors of codecs ---------------------------------------------------------------------------

// What PyArg_ParseTuple wants of each argument: U a str, O anything, n an int.
static const char *unicode_arguments(const struct heap *h, uint32_t exc)
{
    return is_a(h, exc, EXC_UnicodeDecodeError)      ? "UOnnU"
           : is_a(h, exc, EXC_UnicodeEncodeError)    ? "UUnnU"
           : is_a(h, exc, EXC_UnicodeTranslateError) ? "UnnU"
                                                     : NULL;
}

static bool check_unicode_arguments(struct interp *in, uint32_t exc, const char *wanted)
{
    const struct heap *h = in->heap;
    uint32_t n = tuple_size(h, h->w[exc + EXC_ARGS]);
    if (n != strlen(wanted))
        return py_raise(in, EXC_TypeError, "function takes exactly %zu arguments (%u given)", strlen(wanted),
                        n);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t arg = argument(h, exc, i);
        enum kind kind = heap_kind(h, arg);
        if (wanted[i] == 'U' && kind != KIND_STR)
            return py_raise(in, EXC_TypeError, "argument %u must be str, not %s", i + 1,
                            heap_passed_type_name(h, arg));
        if (wanted[i] == 'O' && kind != KIND_BYTES && kind != KIND_BYTEARRAY)
            return py_raise(in, EXC_TypeError, "a bytes-like object is required, not '%s'",
                            heap_type_name(h, arg));
        if (wanted[i] == 'n' && kind != KIND_INT && kind != KIND_BOOL)
            return py_raise(in, EXC_TypeError, "'%s' object cannot be interpreted as an integer",
                            heap_type_name(h, arg));
    }
    return true;
}

static uint32_t code_point_at(const struct heap *h, uint32_t str, int64_t index)
{
    uint32_t cp = 0;
    size_t at = 0;
    for (int64_t i = 0; i <= index; i++)
        at += utf8_decode(str_text(h, str) + at, str_bytes(h, str) - at, &cp);
    return cp;
}

// UnicodeDecodeError_str and its like.
static uint32_t str_of_unicode_error(struct interp *in, uint32_t exc, const char *wanted)
{
    struct heap *h = in->heap;
    bool decode = wanted[1] == 'O', translate = wanted[1] == 'n';
    uint32_t at = translate ? 0 : 1, object = argument(h, exc, at);
    int64_t start = 0, end = 0, size;
    int_value(h, argument(h, exc, at + 1), &start);
    int_value(h, argument(h, exc, at + 2), &end);
    size = decode ? py_len(in, object) : h->w[object + STR_LENGTH];
    struct buf text = {0};
    if (!translate)
        buf_addf(&text, "'%s' codec ", str_text(h, argument(h, exc, 0)));
    buf_addf(&text, "can't %s ", translate ? "translate" : decode ? "decode" : "encode");
    if (start < 0 || start >= size || end != start + 1) {
        buf_addf(&text, "%s in position %lld-%lld", decode ? "bytes" : "characters", (long long)start,
                 (long long)end - 1);
    } else {
        uint32_t cp = decode ? (uint8_t)str_text(h, object)[start] : code_point_at(h, object, start);
        buf_addf(&text,
                 decode         ? "byte 0x%02x"
                 : cp <= 0xff   ? "character '\\x%02x'"
                 : cp <= 0xffff ? "character '\\u%04x'"
                                : "character '\\U%08x'",
                 cp);
        buf_addf(&text, " in position %lld", (long long)start);
    }
    buf_addf(&text, ": %s", str_text(h, argument(h, exc, at + 3)));
    return str_take(h, &text);
}

// ---- all ----------------------------------------------------------------------------------------

// Takes what is given by name; false with a TypeError.
static bool keep_named(struct interp *in, uint32_t exc, const uint32_t *args, uint32_t kwnames)
{
    struct heap *h = in->heap;
    const char *names[NAMED_FIELDS];
    uint8_t words[NAMED_FIELDS];
    uint32_t parsed[NAMED_FIELDS] = {0};
    size_t n = 0;
    enum exc_id owner = EXC_BaseException;
    for (size_t i = 0; i < FIELDS; i++)
        if (fields[i].from == BY_KEYWORD && is_a(h, exc, fields[i].type)) {
            owner = fields[i].type;
            names[n] = fields[i].name;
            words[n++] = fields[i].word;
        }
    if (!n)
        return py_raise(in, EXC_TypeError, "%s() takes no keyword arguments", heap_type_name(h, exc));
    if (!py_parse_args(in, str_text(h, h->w[py_exc_type(h, owner) + TYPE_NAME]), args, tuple_size(h, kwnames),
                       kwnames, names, n, 0, parsed))
        return false;
    for (size_t i = 0; i < n; i++)
        if (parsed[i])
            heap_setref(h, exc + words[i], heap_incref(h, parsed[i]));
    return true;
}

// What a field is made from, borrowed; 0 = it stays empty.
static uint32_t source_of(const struct heap *h, uint32_t exc, const struct field *f)
{
    uint32_t n = tuple_size(h, h->w[exc + EXC_ARGS]);
    if (f->type == EXC_StopIteration && !n)
        return heap_none(h);
    if (f->type == EXC_SystemExit && n > 1)
        return h->w[exc + EXC_ARGS];
    if (f->type == EXC_OSError && (n < OSERROR_MIN || n > OSERROR_MAX))
        return 0;
    uint32_t value =
        f->from == ALONE ? n == 1 ? argument(h, exc, 0) : 0 : argument(h, exc, (uint32_t)f->from);
    bool is_filename = f->type == EXC_OSError && f->from > 1;
    return is_filename && value == heap_none(h) ? 0 : value;
}

void exception_keep_arguments(struct heap *h, uint32_t exc)
{
    for (size_t i = 0; i < FIELDS; i++) {
        const struct field *f = &fields[i];
        if (!f->word || f->from == BY_KEYWORD || !is_a(h, exc, f->type))
            continue;
        uint32_t source = source_of(h, exc, f);
        heap_setref(h, exc + f->word, heap_xincref(h, source));
    }
    if (is_a(h, exc, EXC_OSError))
        shorten_args(h, exc);
}

bool exception_keep_fields(struct interp *in, uint32_t exc, const uint32_t *keyword_args, uint32_t kwnames)
{
    const char *wanted = unicode_arguments(in->heap, exc);
    if (wanted && !check_unicode_arguments(in, exc, wanted))
        return false;
    exception_keep_arguments(in->heap, exc);
    return !kwnames || keep_named(in, exc, keyword_args, kwnames);
}

static const struct field *find_field(const struct heap *h, uint32_t exc, const char *name)
{
    for (size_t i = 0; i < FIELDS; i++)
        if (!strcmp(fields[i].name, name) && is_a(h, exc, fields[i].type))
            return &fields[i];
    return NULL;
}

uint32_t exception_field(struct heap *h, uint32_t exc, const char *name)
{
    const struct field *f = find_field(h, exc, name);
    if (!f)
        return 0;
    uint32_t value = f->word ? h->w[exc + f->word] : argument(h, exc, (uint32_t)f->from);
    return heap_incref(h, value ? value : heap_none(h));
}

bool exception_set_field(struct heap *h, uint32_t exc, const char *name, uint32_t value)
{
    const struct field *f = find_field(h, exc, name);
    if (!f || !f->word)
        return false;
    heap_setref(h, exc + f->word, heap_xincref(h, value));
    return true;
}

const char *exception_field_name(const struct heap *h, uint32_t exc, uint8_t word)
{
    for (size_t i = 0; i < FIELDS; i++)
        if (fields[i].word == word && is_a(h, exc, fields[i].type))
            return fields[i].name;
    return NULL;
}

uint32_t exception_field_str(struct interp *in, uint32_t exc)
{
    const struct heap *h = in->heap;
    const char *wanted = unicode_arguments(h, exc);
    if (wanted && h->w[exc + EXC_EXTRA])
        return str_of_unicode_error(in, exc, wanted);
    bool numbered = h->w[exc + EXC_EXTRA] && h->w[exc + EXC_NAME];
    if (is_a(h, exc, EXC_OSError) && (numbered || h->w[exc + EXC_FILENAME]))
        return str_of_os_error(in, exc);
    return 0;
}
