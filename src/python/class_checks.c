// isinstance() and issubclass(): PyObject_IsInstance and PyObject_IsSubclass.
#include "heap/weakref.h"
#include "python/exception.h"
#include "python/names.h"
#include "python/type.h"
#include "python/value.h"

enum { RAISED = -1 };

// What both ask of a class.
struct check {
    const char *function, *wanted, *special;
    // May `o` be asked about, else RAISED; NULL: everything may.
    int (*accepts)(struct interp *in, uint32_t o);
    int (*of_class)(struct interp *in, uint32_t o, uint32_t class);
};

static int refuse(struct interp *in, const struct check *check, uint32_t o)
{
    if (!check->accepts || check->accepts(in, o) != RAISED)
        py_raise(in, EXC_TypeError, "%s() arg 2 must be a %s, or a union", check->function, check->wanted);
    return RAISED;
}

static int check_by_method(struct interp *in, const struct check *check, uint32_t o, uint32_t with)
{
    struct heap *h = in->heap;
    bool found = false;
    uint32_t result = py_call_bound_special(in, with, check->special, &o, 1, &found);
    if (!found)
        return refuse(in, check, o);
    if (!result)
        return RAISED;
    heap_hold(h, result, HOLD_RESULT);
    int answer = py_is_true(in, result);
    heap_unhold(h, result);
    heap_decref(h, result);
    return answer;
}

// Does `o` belong to `with`: a class, a union, a tuple of them, perhaps nested, or what answers for itself?
static int check_with(struct interp *in, const struct check *check, uint32_t o, uint32_t with)
{
    const struct heap *h = in->heap;
    int found = 0;
    switch ((int)heap_kind(h, with)) {
    case KIND_TYPE:
        return check->of_class(in, o, with);
    case KIND_UNION:
        with = h->w[with + UNION_ARGS];
        break;
    case KIND_TUPLE:
        break;
    case KIND_GENERIC_ALIAS:
        py_raise(in, EXC_TypeError, "%s() argument 2 cannot be a parameterized generic", check->function);
        return RAISED;
    default:
        return check_by_method(in, check, o, with);
    }
    for (uint32_t i = 0; !found && i < tuple_size(h, with); i++)
        found = check_with(in, check, o, tuple_get(h, with, i));
    return found;
}

// ---- isinstance() -------------------------------------------------------------------------------

// What `o` says its class is, if not the one that it has: a new reference, or 0 with or without an exception.
static uint32_t claimed_class(struct interp *in, uint32_t o)
{
    struct heap *h = in->heap;
    if (!py_is_instance_of_class(h, o) && !weakref_is_proxy(h, o))
        return 0;
    uint32_t class = py_getattr(in, o, py_name(h, NAME_CLASS));
    if (class && class != heap_type(h, o) && heap_kind(h, class) == KIND_TYPE)
        return class;
    heap_xdecref(h, class);
    if (!class && py_error_matches(in, EXC_AttributeError))
        py_error_clear(in);
    return 0;
}

// object_isinstance.
static int is_of_class(struct interp *in, uint32_t o, uint32_t class)
{
    struct heap *h = in->heap;
    if (py_is_subtype(h, heap_type(h, o), class))
        return true;
    uint32_t claimed = claimed_class(in, o);
    if (!claimed)
        return h->w[HW_EXC] ? RAISED : false;
    int found = py_is_subtype(h, claimed, class);
    heap_decref(h, claimed);
    return found;
}

static uint32_t do_isinstance(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                              uint32_t kwnames)
{
    (void)self, (void)nargs, (void)kwnames;
    static const struct check check = {"isinstance", "type, a tuple of types", "__instancecheck__", NULL,
                                       is_of_class};
    int found = heap_type(in->heap, args[0]) == args[1] ? 1 : check_with(in, &check, args[0], args[1]);
    return found == RAISED ? 0 : bool_new(in->heap, found);
}

// ---- issubclass() -------------------------------------------------------------------------------

static int accepts_class(struct interp *in, uint32_t o)
{
    if (heap_kind(in->heap, o) == KIND_TYPE)
        return true;
    py_raise(in, EXC_TypeError, "issubclass() arg 1 must be a class");
    return RAISED;
}

// recursive_issubclass.
static int is_below_class(struct interp *in, uint32_t o, uint32_t class)
{
    return accepts_class(in, o) == RAISED ? RAISED : py_is_subtype(in->heap, o, class);
}

static uint32_t do_issubclass(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                              uint32_t kwnames)
{
    (void)self, (void)nargs, (void)kwnames;
    static const struct check check = {"issubclass", "class, a tuple of classes", "__subclasscheck__",
                                       accepts_class, is_below_class};
    int found = check_with(in, &check, args[0], args[1]);
    return found == RAISED ? 0 : bool_new(in->heap, found);
}

static const struct builtin_def class_checks[] = {
    {"isinstance", do_isinstance, 2, 2, false, "isinstance(object, class or tuple of classes)"},
    {"issubclass", do_issubclass, 2, 2, false, "issubclass(class, class or tuple of classes)"},
    {NULL},
};
const struct builtin_table class_checks_table = {KIND_FREE, "builtins", class_checks};
