// The sys module.
#include <stdio.h>

#include "python/excepthook.h"
#include "python/exception.h"
#include "python/frame.h"
#include "python/modules.h"
#include "python/text_file.h"
#include "python/unraisable.h"

static uint32_t none(struct interp *in)
{
    return heap_incref(in->heap, heap_none(in->heap));
}

// What the C function of CPython sees: the argument on the value stack counts, unless the version
// borrows it (3.14), and then the stack slot of the model is borrowed too.
static uint32_t do_getrefcount(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                               uint32_t kwnames)
{
    (void)self, (void)nargs, (void)kwnames;
    const struct heap *h = in->heap;
    if (h->profile->immortal_refcount && heap_has_flag(h, args[0], OBF_IMMORTAL))
        return int_new(in->heap, h->profile->immortal_refcount);
    return int_new(in->heap, heap_refcnt(h, args[0]));
}

// The __sizeof__ of an instance's class, when it has one: bytes without what stands in front.
static uint32_t sizeof_by_method(struct interp *in, uint32_t o)
{
    bool found;
    uint32_t result = py_call_bound_special(in, o, "__sizeof__", NULL, 0, &found);
    int64_t bytes;
    if (!result)
        return 0;
    bool ok = py_arg_int(in, result, &bytes);
    heap_decref(in->heap, result);
    return ok ? int_new(in->heap, bytes + heap_preheader(in->heap, o)) : 0;
}

static uint32_t do_getsizeof(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                             uint32_t kwnames)
{
    (void)self;
    static const char *const names[] = {"object", "default"};
    uint32_t parsed[2] = {0};
    if (!py_parse_args(in, "getsizeof", args, nargs, kwnames, names, 2, 1, parsed))
        return 0;
    heap_count_passing(in->heap, KIND_BUILTIN, BUILTIN_WORDS); // its __sizeof__, bound
    if (py_is_instance_of_class(in->heap, parsed[0])) {
        uint32_t size = sizeof_by_method(in, parsed[0]);
        if (size || py_error(in))
            return size;
    }
    return int_new(in->heap, heap_sizeof(in->heap, parsed[0]));
}

static uint32_t do_exit(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                        uint32_t kwnames)
{
    (void)self, (void)kwnames;
    struct heap *h = in->heap;
    if (nargs && args[0] != heap_none(h))
        return py_raise_object(in, EXC_SystemExit, args[0]);
    uint32_t no_args = tuple_new(h, NULL, 0);
    exception_set(in, exception_new(h, py_exc_type(h, EXC_SystemExit), no_args));
    return 0;
}

static uint32_t do_intern(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                          uint32_t kwnames)
{
    (void)self, (void)nargs, (void)kwnames;
    if (heap_kind(in->heap, args[0]) != KIND_STR)
        return py_raise(in, EXC_TypeError, "intern() argument must be str, not %s",
                        heap_passed_type_name(in->heap, args[0]));
    return str_intern_object(in->heap, heap_incref(in->heap, args[0]));
}

static uint32_t do_getrecursionlimit(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                                     uint32_t kwnames)
{
    (void)self, (void)args, (void)nargs, (void)kwnames;
    return int_new(in->heap, in->heap->w[HW_RECURSION_LIMIT]);
}

static uint32_t do_setrecursionlimit(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                                     uint32_t kwnames)
{
    (void)self, (void)nargs, (void)kwnames;
    struct heap *h = in->heap;
    int64_t limit;
    if (!py_arg_int(in, args[0], &limit))
        return 0;
    if (limit > INT32_MAX || limit < INT32_MIN)
        return py_raise(in, EXC_OverflowError, "Python int too large to convert to C int");
    if (limit < 1)
        return py_raise(in, EXC_ValueError, "recursion limit must be greater or equal than 1");
    if (h->w[HW_FRAME_DEPTH] >= (uint32_t)limit)
        return py_raise(
            in, EXC_RecursionError,
            "cannot set the recursion limit to %lld at the recursion depth %u: the limit is too low",
            (long long)limit, h->w[HW_FRAME_DEPTH]);
    heap_set(h, HW_RECURSION_LIMIT, (uint32_t)limit);
    return none(in);
}

// (type, value, traceback) of the exception whose handler runs.
static uint32_t do_exc_info(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                            uint32_t kwnames)
{
    (void)self, (void)args, (void)nargs, (void)kwnames;
    struct heap *h = in->heap;
    uint32_t exc = exception_handled(h), absent = heap_none(h);
    uint32_t traceback = exc ? h->w[exc + EXC_TRACEBACK] : 0;
    const uint32_t items[3] = {heap_incref(h, exc ? heap_type(h, exc) : absent),
                               heap_incref(h, exc ? exc : absent),
                               heap_incref(h, traceback ? traceback : absent)};
    return tuple_new_tracked(h, items, 3);
}

static uint32_t do_exception(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                             uint32_t kwnames)
{
    (void)self, (void)args, (void)nargs, (void)kwnames;
    uint32_t exc = exception_handled(in->heap);
    return heap_incref(in->heap, exc ? exc : heap_none(in->heap));
}

static uint32_t do_getframe(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                            uint32_t kwnames)
{
    (void)self, (void)kwnames;
    struct heap *h = in->heap;
    int64_t depth = 0;
    if (nargs && !py_arg_int(in, args[0], &depth))
        return 0;
    uint32_t frame = h->w[HW_FRAME];
    while (frame && depth-- > 0)
        frame = h->w[frame + FRAME_PREVIOUS];
    return frame ? frame_object(h, frame) : py_raise(in, EXC_ValueError, "call stack is not deep enough");
}

static uint32_t do_getdefaultencoding(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                                      uint32_t kwnames)
{
    (void)self, (void)args, (void)nargs, (void)kwnames;
    return str_intern(in->heap, "utf-8");
}

static uint32_t do_getswitchinterval(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                                     uint32_t kwnames)
{
    (void)self, (void)args, (void)nargs, (void)kwnames;
    return float_new(in->heap, 0.005);
}

static const struct builtin_def sys_functions[] = {
    {"getdefaultencoding", do_getdefaultencoding, 0, 0, false, "getdefaultencoding(): 'utf-8'"},
    {"getfilesystemencoding", do_getdefaultencoding, 0, 0, false, "getfilesystemencoding(): 'utf-8'"},
    {"getswitchinterval", do_getswitchinterval, 0, 0, false, "getswitchinterval(): seconds"},
    {"_getframe", do_getframe, 0, 1, false, "_getframe(depth=0): the frame that runs, or one of its callers"},
    {"exc_info", do_exc_info, 0, 0, false,
     "exc_info(): (type, value, traceback) of the exception being handled"},
    {"exception", do_exception, 0, 0, false, "exception(): the exception being handled, or None"},
    {"getrefcount", do_getrefcount, 1, 1, false,
     "getrefcount(object): references to it, the argument included"},
    {"getsizeof", do_getsizeof, 0, -1, true, "getsizeof(object): its bytes, without what it refers to",
     .by_tuple = BY_TUPLE},
    {"exit", do_exit, 0, 1, false, "exit([status]): raise SystemExit"},
    {"intern", do_intern, 1, 1, false, "intern(string): the one interned string equal to it"},
    {"getrecursionlimit", do_getrecursionlimit, 0, 0, false, "getrecursionlimit(): how deep calls may nest"},
    {"setrecursionlimit", do_setrecursionlimit, 1, 1, false, "setrecursionlimit(limit)"},
    {"excepthook", excepthook_default, 3, 3, false,
     "excepthook(type, value, traceback): writes what nobody has caught"},
    {"unraisablehook", unraisable_default_hook, 1, 1, false,
     "unraisablehook(unraisable): writes what nobody can catch"},
    {NULL},
};
const struct builtin_table sys_table = {KIND_FREE, "sys", sys_functions};

static uint32_t version_info(struct heap *h)
{
    int parts[3] = {0};
    sscanf(h->profile->release, "%d.%d.%d", &parts[0], &parts[1], &parts[2]);
    uint32_t items[5];
    for (int i = 0; i < 3; i++)
        items[i] = int_new(h, parts[i]);
    items[3] = str_intern(h, "final");
    items[4] = int_new(h, 0);
    return py_hidden_tuple(h, items, 5);
}

// What CPython has as structures of its own.
static const char source[] =
    "class version_info(tuple):\n"
    "    major = property(lambda self: self[0])\n"
    "    minor = property(lambda self: self[1])\n"
    "    micro = property(lambda self: self[2])\n"
    "    releaselevel = property(lambda self: self[3])\n"
    "    serial = property(lambda self: self[4])\n"
    "    def __repr__(self):\n"
    "        return 'sys.version_info(major=%d, minor=%d, micro=%d, releaselevel=%r, serial=%d)' % self\n"
    "version_info = version_info(_version)\n"
    "class UnraisableHookArgs(tuple):\n"
    "    __module__ = 'builtins'\n"
    "    exc_type = property(lambda self: self[0])\n"
    "    exc_value = property(lambda self: self[1])\n"
    "    exc_traceback = property(lambda self: self[2])\n"
    "    err_msg = property(lambda self: self[3])\n"
    "    object = property(lambda self: self[4])\n"
    "    def __repr__(self):\n"
    "        return ('UnraisableHookArgs(exc_type=%r, exc_value=%r, exc_traceback=%r, err_msg=%r, "
    "object=%r)'\n"
    "                % self)\n"
    "_UnraisableHookArgs = UnraisableHookArgs\n"
    "del UnraisableHookArgs\n"
    "__excepthook__ = excepthook\n"
    "__unraisablehook__ = unraisablehook\n"
    "def _structure(name, fields, *values):\n"
    "    def show(self):\n"
    "        return f'sys.{name}(' + ', '.join([f'{f}={v!r}' for f, v in zip(fields, self)]) + ')'\n"
    "    def field(i):\n"
    "        return property(lambda self: self[i])\n"
    "    fields = fields.split()\n"
    "    names = {'__module__': 'sys', '__repr__': show}\n"
    "    for i, f in enumerate(fields):\n"
    "        names[f] = field(i)\n"
    "    return type(name, (tuple,), names)(values)\n"
    "float_info = _structure('float_info', 'max max_exp max_10_exp min min_exp min_10_exp dig mant_dig "
    "epsilon '\n"
    "    'radix rounds', 1.7976931348623157e+308, 1024, 308, 2.2250738585072014e-308, -1021, -307, 15, 53,\n"
    "    2.220446049250313e-16, 2, 1)\n"
    "int_info = _structure('int_info', 'bits_per_digit sizeof_digit default_max_str_digits '\n"
    "    'str_digits_check_threshold', 30, 4, 4300, 640)\n"
    "hash_info = _structure('hash_info', 'width modulus inf nan imag algorithm hash_bits seed_bits cutoff',\n"
    "    64, 2305843009213693951, 314159, 0, 1000003, 'siphash13', 64, 128, 0)\n"
    "del _structure\n"
    "maxunicode = 1114111\n"
    "api_version = 1013\n"
    "float_repr_style = 'short'\n"
    "hexversion = version_info[0] << 24 | version_info[1] << 16 | version_info[2] << 8 | 0xf0\n"
    "class implementation:\n"
    "    name = 'cpython'\n"
    "    version = version_info\n"
    "    cache_tag = 'cpython-%d%d' % version_info[:2]\n";

void mod_sys_init(struct interp *in)
{
    struct heap *h = in->heap;
    struct buf version = {0};
    uint32_t module = py_module_new(in, "sys");
    buf_addf(&version, "%s (modelled by gcstep)", h->profile->release);
    py_module_add(in, module, "version", str_from(h, buf_text(&version)));
    buf_release(&version);
    py_module_add(in, module, "_version", version_info(h));
    module_run_source(in, module, source, "sys.py");
    py_module_add(in, module, "platform", str_intern(h, "linux"));
    py_module_add(in, module, "byteorder", str_intern(h, "little"));
    py_module_add(in, module, "maxsize", int_new(h, INT64_MAX));
    uint32_t argv = py_hidden_list(h);
    list_append(h, argv, str_from(h, in->program ? in->program : ""));
    py_module_add(in, module, "argv", argv);
    for (int i = 0; i < 2; i++) {
        uint32_t file = text_file_new(h, i);
        py_module_add(in, module, i ? "__stderr__" : "__stdout__", heap_incref(h, file));
        py_module_add(in, module, i ? "stderr" : "stdout", file);
    }
    py_module_add(in, module, "modules", heap_incref(h, h->w[HW_MODULES]));
}
