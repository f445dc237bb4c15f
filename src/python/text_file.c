#include "python/text_file.h"

#include <string.h>

#include "heap/sys.h"
#include "python/exception.h"
#include "python/value.h"

uint32_t text_file_new(struct heap *h, bool is_stderr)
{
    uint32_t file = heap_object(h, KIND_TEXT_FILE, 0, TEXT_FILE_WORDS);
    heap_set_flag(h, file, OBF_HIDDEN, true);
    heap_set(h, file + TEXT_FILE_STDERR, is_stderr);
    return heap_born(h, file, false);
}

const char *text_file_name(const struct heap *h, uint32_t file)
{
    return h->w[file + TEXT_FILE_STDERR] ? "<stderr>" : "<stdout>";
}

struct text_file text_file_of(const struct heap *h, uint32_t file)
{
    if (file == heap_none(h))
        return (struct text_file){.target = TEXT_NOWHERE};
    if (file && heap_kind(h, file) == KIND_TEXT_FILE)
        return (struct text_file){.target = TEXT_OWN, .is_stderr = h->w[file + TEXT_FILE_STDERR]};
    return (struct text_file){.target = TEXT_OBJECT, .object = file};
}

struct text_file text_file_now(const struct heap *h, bool is_stderr)
{
    uint32_t sys = str_interned(h, "sys");
    if (!sys || !dict_get_str(h, h->w[HW_OWN_MODULES], sys))
        return (struct text_file){.target = TEXT_OWN, .is_stderr = is_stderr};
    return text_file_of(h, sys_attribute(h, is_stderr ? "stderr" : "stdout"));
}

bool text_file_write(struct interp *in, uint32_t file, uint32_t str)
{
    struct heap *h = in->heap;
    heap_hold(h, str, HOLD_ARGUMENT);
    value_keep(in, file); // as its bound method does
    uint32_t result = py_call_method(in, file, "write", &str, 1);
    value_drop(in, file);
    heap_unhold(h, str);
    heap_xdecref(h, result);
    return result != 0;
}

void text_file_report(struct interp *in, const char *bytes, size_t len)
{
    struct heap *h = in->heap;
    struct text_file file = text_file_now(h, true);
    if (file.target == TEXT_OWN)
        py_write(in, file.is_stderr, bytes, len);
    if (file.target != TEXT_OBJECT || !file.object)
        return;
    uint32_t saved = exception_save(h), str = str_new(h, bytes, len);
    if (!text_file_write(in, file.object, str))
        py_error_clear(in);
    heap_decref(h, str);
    exception_restore(h, saved);
}

// ---- methods ------------------------------------------------------------------------------------

static uint32_t file_write(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                           uint32_t kwnames)
{
    (void)nargs, (void)kwnames;
    struct heap *h = in->heap;
    uint32_t str = value_of(h, args[0]);
    if (heap_kind(h, str) != KIND_STR)
        return py_raise(in, EXC_TypeError, "write() argument must be str, not %s",
                        heap_passed_type_name(h, args[0]));
    py_write(in, h->w[self + TEXT_FILE_STDERR], str_text(h, str), str_bytes(h, str));
    return int_new(h, h->w[str + STR_LENGTH]);
}

struct lines {
    struct interp *in;
    uint32_t file;
};

static bool write_line(void *ctx, uint32_t item)
{
    struct lines *lines = ctx;
    uint32_t written = file_write(lines->in, lines->file, &item, 1, 0);
    heap_xdecref(lines->in->heap, written);
    return written != 0;
}

static uint32_t file_writelines(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                                uint32_t kwnames)
{
    (void)nargs, (void)kwnames;
    struct lines lines = {in, self};
    return py_for_each(in, args[0], write_line, &lines) ? heap_incref(in->heap, heap_none(in->heap)) : 0;
}

static uint32_t file_flush(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                           uint32_t kwnames)
{
    (void)self, (void)args, (void)nargs, (void)kwnames;
    return heap_incref(in->heap, heap_none(in->heap));
}

static uint32_t file_fileno(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                            uint32_t kwnames)
{
    (void)args, (void)nargs, (void)kwnames;
    return int_new(in->heap, in->heap->w[self + TEXT_FILE_STDERR] ? 2 : 1);
}

static uint32_t yes(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs, uint32_t kwnames)
{
    (void)self, (void)args, (void)nargs, (void)kwnames;
    return bool_new(in->heap, true);
}

static uint32_t no(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs, uint32_t kwnames)
{
    (void)self, (void)args, (void)nargs, (void)kwnames;
    return bool_new(in->heap, false);
}

static uint32_t file_name(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                          uint32_t kwnames)
{
    (void)args, (void)nargs, (void)kwnames;
    return str_from(in->heap, text_file_name(in->heap, self));
}

static uint32_t file_mode(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                          uint32_t kwnames)
{
    (void)self, (void)args, (void)nargs, (void)kwnames;
    return str_from(in->heap, "w");
}

static uint32_t file_encoding(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                              uint32_t kwnames)
{
    (void)self, (void)args, (void)nargs, (void)kwnames;
    return str_from(in->heap, "utf-8");
}

static uint32_t file_errors(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                            uint32_t kwnames)
{
    (void)args, (void)nargs, (void)kwnames;
    return str_from(in->heap, in->heap->w[self + TEXT_FILE_STDERR] ? "backslashreplace" : "strict");
}

static const struct builtin_def defs[] = {
    {"write", file_write, 1, 1, false, "writes a str and returns how many characters it has"},
    {"writelines", file_writelines, 1, 1, false, "writes each str of an iterable"},
    {"flush", file_flush, 0, 0, false, "what was written is out already"},
    {"fileno", file_fileno, 0, 0, false, "1 for sys.stdout, 2 for sys.stderr"},
    {"isatty", no, 0, 0, false, "False: the program's text goes to gcstep"},
    {"readable", no, 0, 0, false, "False"},
    {"seekable", no, 0, 0, false, "False"},
    {"writable", yes, 0, 0, false, "True"},
    {"name", file_name, 0, BUILTIN_GETTER, false, "'<stdout>' or '<stderr>'"},
    {"mode", file_mode, 0, BUILTIN_GETTER, false, "'w'"},
    {"encoding", file_encoding, 0, BUILTIN_GETTER, false, "'utf-8'"},
    {"errors", file_errors, 0, BUILTIN_GETTER, false, "what is done about a character that has no bytes"},
    {"closed", no, 0, BUILTIN_GETTER, false, "False"},
    {0},
};
const struct builtin_table text_file_table = {KIND_TEXT_FILE, NULL, defs};
