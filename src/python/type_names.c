// The names that CPython's own types have, whether or not they are modelled: for dir().
#include "python/type_names.h"

#include <string.h>

struct type_names {
    enum kind kind;
    const char *names; // apart by spaces
};

static const struct type_names all[] = {
    {KIND_OBJECT,
     "__class__ __delattr__ __dir__ __doc__ __eq__ __format__ __ge__ __getattribute__ __getstate__ "
     "__gt__ __hash__ __init__ __init_subclass__ __le__ __lt__ __ne__ __new__ __reduce__ "
     "__reduce_ex__ __repr__ __setattr__ __sizeof__ __str__ __subclasshook__"},
    {KIND_NONE, "__bool__ __doc__ __new__ __repr__"},
    {KIND_BOOL, "__and__ __doc__ __new__ __or__ __rand__ __repr__ __ror__ __rxor__ __xor__"},
    {KIND_INT, "__abs__ __add__ __and__ __bool__ __ceil__ __divmod__ __doc__ __eq__ __float__ __floor__ "
               "__floordiv__ __format__ __ge__ __getattribute__ __getnewargs__ __gt__ __hash__ __index__ "
               "__int__ __invert__ __le__ __lshift__ __lt__ __mod__ __mul__ __ne__ __neg__ __new__ __or__ "
               "__pos__ __pow__ __radd__ __rand__ __rdivmod__ __repr__ __rfloordiv__ __rlshift__ __rmod__ "
               "__rmul__ __ror__ __round__ __rpow__ __rrshift__ __rshift__ __rsub__ __rtruediv__ __rxor__ "
               "__sizeof__ __sub__ __truediv__ __trunc__ __xor__ as_integer_ratio bit_count bit_length "
               "conjugate denominator from_bytes imag numerator real to_bytes"},
    {KIND_FLOAT,
     "__abs__ __add__ __bool__ __ceil__ __divmod__ __doc__ __eq__ __float__ __floor__ __floordiv__ "
     "__format__ __ge__ __getattribute__ __getformat__ __getnewargs__ __gt__ __hash__ __int__ "
     "__le__ __lt__ __mod__ __mul__ __ne__ __neg__ __new__ __pos__ __pow__ __radd__ __rdivmod__ "
     "__repr__ __rfloordiv__ __rmod__ __rmul__ __round__ __rpow__ __rsub__ __rtruediv__ __sub__ "
     "__truediv__ __trunc__ as_integer_ratio conjugate fromhex hex imag is_integer real"},
    {KIND_COMPLEX,
     "__abs__ __add__ __bool__ __complex__ __doc__ __eq__ __format__ __ge__ __getattribute__ "
     "__getnewargs__ __gt__ __hash__ __le__ __lt__ __mul__ __ne__ __neg__ __new__ __pos__ __pow__ "
     "__radd__ __repr__ __rmul__ __rpow__ __rsub__ __rtruediv__ __sub__ __truediv__ conjugate imag "
     "real"},
    {KIND_STR, "__add__ __contains__ __doc__ __eq__ __format__ __ge__ __getattribute__ __getitem__ "
               "__getnewargs__ __gt__ __hash__ __iter__ __le__ __len__ __lt__ __mod__ __mul__ __ne__ __new__ "
               "__repr__ __rmod__ __rmul__ __sizeof__ __str__ capitalize casefold center count encode "
               "endswith expandtabs find format format_map index isalnum isalpha isascii isdecimal isdigit "
               "isidentifier islower isnumeric isprintable isspace istitle isupper join ljust lower lstrip "
               "maketrans partition removeprefix removesuffix replace rfind rindex rjust rpartition rsplit "
               "rstrip split splitlines startswith strip swapcase title translate upper zfill"},
    {KIND_BYTES,
     "__add__ __bytes__ __contains__ __doc__ __eq__ __ge__ __getattribute__ __getitem__ "
     "__getnewargs__ __gt__ __hash__ __iter__ __le__ __len__ __lt__ __mod__ __mul__ __ne__ __new__ "
     "__repr__ __rmod__ __rmul__ __str__ capitalize center count decode endswith expandtabs find "
     "fromhex hex index isalnum isalpha isascii isdigit islower isspace istitle isupper join ljust "
     "lower lstrip maketrans partition removeprefix removesuffix replace rfind rindex rjust "
     "rpartition rsplit rstrip split splitlines startswith strip swapcase title translate upper "
     "zfill"},
    {KIND_BYTEARRAY,
     "__add__ __alloc__ __contains__ __delitem__ __doc__ __eq__ __ge__ __getattribute__ __getitem__ "
     "__gt__ __hash__ __iadd__ __imul__ __init__ __iter__ __le__ __len__ __lt__ __mod__ __mul__ __ne__ "
     "__new__ __reduce__ __reduce_ex__ __repr__ __rmod__ __rmul__ __setitem__ __sizeof__ __str__ append "
     "capitalize center clear copy count decode endswith expandtabs extend find fromhex hex index insert "
     "isalnum isalpha isascii isdigit islower isspace istitle isupper join ljust lower lstrip maketrans "
     "partition pop remove removeprefix removesuffix replace reverse rfind rindex rjust rpartition rsplit "
     "rstrip split splitlines startswith strip swapcase title translate upper zfill"},
    {KIND_LIST, "__add__ __class_getitem__ __contains__ __delitem__ __doc__ __eq__ __ge__ __getattribute__ "
                "__getitem__ __gt__ __hash__ __iadd__ __imul__ __init__ __iter__ __le__ __len__ __lt__ "
                "__mul__ __ne__ __new__ __repr__ __reversed__ __rmul__ __setitem__ __sizeof__ append clear "
                "copy count extend index insert pop remove reverse sort"},
    {KIND_TUPLE, "__add__ __class_getitem__ __contains__ __doc__ __eq__ __ge__ __getattribute__ __getitem__ "
                 "__getnewargs__ __gt__ __hash__ __iter__ __le__ __len__ __lt__ __mul__ __ne__ __new__ "
                 "__repr__ __rmul__ count index"},
    {KIND_DICT, "__class_getitem__ __contains__ __delitem__ __doc__ __eq__ __ge__ __getattribute__ "
                "__getitem__ __gt__ __hash__ __init__ __ior__ __iter__ __le__ __len__ __lt__ __ne__ __new__ "
                "__or__ __repr__ __reversed__ __ror__ __setitem__ __sizeof__ clear copy fromkeys get items "
                "keys pop popitem setdefault update values"},
    {KIND_SET, "__and__ __class_getitem__ __contains__ __doc__ __eq__ __ge__ __getattribute__ __gt__ "
               "__hash__ __iand__ __init__ __ior__ __isub__ __iter__ __ixor__ __le__ __len__ __lt__ __ne__ "
               "__new__ __or__ __rand__ __reduce__ __repr__ __ror__ __rsub__ __rxor__ __sizeof__ __sub__ "
               "__xor__ add clear copy difference difference_update discard intersection intersection_update "
               "isdisjoint issubset issuperset pop remove symmetric_difference symmetric_difference_update "
               "union update"},
    {KIND_FROZENSET,
     "__and__ __class_getitem__ __contains__ __doc__ __eq__ __ge__ __getattribute__ __gt__ "
     "__hash__ __iter__ __le__ __len__ __lt__ __ne__ __new__ __or__ __rand__ __reduce__ __repr__ "
     "__ror__ __rsub__ __rxor__ __sizeof__ __sub__ __xor__ copy difference intersection isdisjoint "
     "issubset issuperset symmetric_difference union"},
    {KIND_RANGE, "__bool__ __contains__ __doc__ __eq__ __ge__ __getattribute__ __getitem__ __gt__ __hash__ "
                 "__iter__ __le__ __len__ __lt__ __ne__ __new__ __reduce__ __repr__ __reversed__ count index "
                 "start step stop"},
    {KIND_FUNCTION,
     "__annotations__ __builtins__ __call__ __closure__ __code__ __defaults__ __dict__ __doc__ "
     "__get__ __globals__ __kwdefaults__ __module__ __name__ __new__ __qualname__ __repr__"},
    {KIND_METHOD,
     "__call__ __delattr__ __doc__ __eq__ __func__ __ge__ __getattribute__ __gt__ __hash__ __le__ "
     "__lt__ __ne__ __new__ __reduce__ __repr__ __self__ __setattr__"},
    {KIND_BUILTIN, "__call__ __doc__ __eq__ __ge__ __getattribute__ __gt__ __hash__ __le__ __lt__ __module__ "
                   "__name__ __ne__ __qualname__ __reduce__ __repr__ __self__ __text_signature__"},
    {KIND_TYPE, "__abstractmethods__ __annotations__ __base__ __bases__ __basicsize__ __call__ __delattr__ "
                "__dict__ __dictoffset__ __dir__ __doc__ __flags__ __getattribute__ __init__ "
                "__instancecheck__ __itemsize__ __module__ __mro__ __name__ __new__ __or__ __prepare__ "
                "__qualname__ __repr__ __ror__ __setattr__ __sizeof__ __subclasscheck__ __subclasses__ "
                "__text_signature__ __weakrefoffset__ mro"},
    {KIND_MODULE, "__annotations__ __delattr__ __dict__ __dir__ __doc__ __getattribute__ __init__ __new__ "
                  "__repr__ __setattr__"},
    {KIND_EXCEPTION,
     "__cause__ __context__ __delattr__ __dict__ __doc__ __getattribute__ __init__ __new__ "
     "__reduce__ __repr__ __setattr__ __setstate__ __str__ __suppress_context__ __traceback__ "
     "add_note args with_traceback"},
    {KIND_CODE,
     "__doc__ __eq__ __ge__ __getattribute__ __gt__ __hash__ __le__ __lt__ __ne__ __new__ __repr__ "
     "__sizeof__ _co_code_adaptive _varname_from_oparg co_argcount co_cellvars co_code co_consts "
     "co_exceptiontable co_filename co_firstlineno co_flags co_freevars co_kwonlyargcount co_lines "
     "co_linetable co_name co_names co_nlocals co_positions co_posonlyargcount "
     "co_qualname co_stacksize co_varnames replace"},
    {KIND_CELL,
     "__doc__ __eq__ __ge__ __getattribute__ __gt__ __hash__ __le__ __lt__ __ne__ __new__ __repr__ "
     "cell_contents"},
    {KIND_PROPERTY,
     "__delete__ __doc__ __get__ __getattribute__ __init__ __isabstractmethod__ __new__ __set__ "
     "__set_name__ deleter fdel fget fset getter setter"},
    {KIND_SLICE, "__doc__ __eq__ __ge__ __getattribute__ __gt__ __hash__ __le__ __lt__ __ne__ __new__ "
                 "__reduce__ __repr__ indices start step stop"},
    {KIND_STATICMETHOD,
     "__call__ __dict__ __doc__ __func__ __get__ __init__ __isabstractmethod__ __new__ __repr__ "
     "__wrapped__"},
    {KIND_CLASSMETHOD,
     "__dict__ __doc__ __func__ __get__ __init__ __isabstractmethod__ __new__ __repr__ __wrapped__"},
    {KIND_SUPER, "__doc__ __get__ __getattribute__ __init__ __new__ __repr__ __self__ __self_class__ "
                 "__thisclass__"},
};

// What came and went: names that 3.`first` to 3.`last` have.
static const struct {
    enum kind kind;
    uint8_t first, last;
    const char *names;
} some[] = {
    {KIND_NONE, 12, UINT8_MAX, "__eq__ __ge__ __gt__ __hash__ __le__ __lt__ __ne__"},
    {KIND_BOOL, 12, UINT8_MAX, "__invert__"},
    {KIND_INT, 12, UINT8_MAX, "is_integer"},
    {KIND_FLOAT, 14, UINT8_MAX, "from_number"},
    {KIND_COMPLEX, 14, UINT8_MAX, "from_number"},
    {KIND_BYTES, 12, UINT8_MAX, "__buffer__"},
    {KIND_BYTEARRAY, 12, UINT8_MAX, "__buffer__ __release_buffer__"},
    {KIND_BYTEARRAY, 14, UINT8_MAX, "resize"},
    {KIND_BYTEARRAY, 15, UINT8_MAX, "take_bytes"},
    {KIND_FUNCTION, 12, UINT8_MAX, "__type_params__"},
    {KIND_FUNCTION, 14, UINT8_MAX, "__annotate__"},
    {KIND_METHOD, 13, UINT8_MAX, "__get__"},
    {KIND_TYPE, 12, UINT8_MAX, "__type_params__"},
    {KIND_TYPE, 14, UINT8_MAX, "__annotate__"},
    {KIND_MODULE, 14, UINT8_MAX, "__annotate__"},
    {KIND_CODE, 13, UINT8_MAX, "__replace__"},
    {KIND_CODE, 14, UINT8_MAX, "co_branches"},
    {KIND_CODE, 0, 14, "co_lnotab"},
    {KIND_PROPERTY, 13, UINT8_MAX, "__name__"},
    {KIND_SLICE, 15, UINT8_MAX, "__class_getitem__"},
    {KIND_STATICMETHOD, 14, UINT8_MAX, "__annotate__ __annotations__ __class_getitem__"},
    {KIND_CLASSMETHOD, 14, UINT8_MAX, "__annotate__ __annotations__ __class_getitem__"},
};

typedef void each_name(void *ctx, const char *name, size_t len);

static void each_in(const char *names, each_name *each, void *ctx)
{
    for (const char *at = names; *at; at += strspn(at, " ")) {
        size_t len = strcspn(at, " ");
        each(ctx, at, len);
        at += len;
    }
}

bool type_names_each(const struct heap *h, enum kind kind,
                     void (*each)(void *ctx, const char *name, size_t len), void *ctx)
{
    unsigned minor = h->profile->minor;
    bool known = false;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        if (all[i].kind == kind) {
            each_in(all[i].names, each, ctx);
            known = true;
        }
    }
    for (size_t i = 0; i < sizeof some / sizeof *some; i++)
        if (some[i].kind == kind && minor >= some[i].first && minor <= some[i].last)
            each_in(some[i].names, each, ctx);
    return known;
}
