// The module copyreg: what an object is taken apart into and made of again. __reduce_ex__, __reduce__ and
// __getstate__ of object come here, and those of the built-in types that CPython has in C.
#include "heap/instance.h"
#include "python/attribute.h"
#include "python/modules.h"
#include "python/type.h"

static const char reduce_source[] =
    "dispatch_table = {}\n"
    "\n"
    "def pickle(ob_type, pickle_function, constructor_ob=None):\n"
    "    if not callable(pickle_function):\n"
    "        raise TypeError('reduction functions must be callable')\n"
    "    dispatch_table[ob_type] = pickle_function\n"
    "    if constructor_ob is not None:\n"
    "        constructor(constructor_ob)\n"
    "\n"
    "def constructor(object):\n"
    "    if not callable(object):\n"
    "        raise TypeError('constructors must be callable')\n"
    "\n"
    "def __newobj__(cls, *args):\n"
    "    return cls.__new__(cls, *args)\n"
    "\n"
    "def __newobj_ex__(cls, args, kwargs):\n"
    "    return cls.__new__(cls, *args, **kwargs)\n"
    "\n"
    "def _reconstructor(cls, base, state):\n"
    "    if base is object:\n"
    "        return object.__new__(cls)\n"
    "    obj = base.__new__(cls, state)\n"
    "    if base.__init__ != object.__init__:\n"
    "        base.__init__(obj, state)\n"
    "    return obj\n"
    "\n"
    "def _slotnames(cls):\n"
    "    names = cls.__dict__.get('__slotnames__')\n"
    "    if names is not None:\n"
    "        return names\n"
    "    names = []\n"
    "    for c in cls.__mro__ if hasattr(cls, '__slots__') else ():\n"
    "        slots = c.__dict__.get('__slots__', ())\n"
    "        for name in (slots,) if isinstance(slots, str) else slots:\n"
    "            if name.startswith('__') and not name.endswith('__'):\n"
    "                stripped = c.__name__.lstrip('_')\n"
    "                names.append(f'_{stripped}{name}' if stripped else name)\n"
    "            elif name not in ('__dict__', '__weakref__'):\n"
    "                names.append(name)\n"
    "    try:\n"
    "        cls.__slotnames__ = names\n"
    "    except TypeError:\n"
    "        pass\n"
    "    return names\n"
    "\n"
    "def _refuse(cls):\n"
    "    raise TypeError(f\"cannot pickle '{_full_name(cls)}' object\")\n"
    "\n"
    "def _full_name(cls):\n"
    "    return cls.__name__ if _is_heap_type(cls) or cls.__module__ == 'builtins' else "
    "f'{cls.__module__}.{cls.__name__}'\n"
    "\n"
    "def _getstate(x, required=False):\n"
    "    cls = type(x)\n"
    "    if required and cls is not object and (not _is_heap_type(cls) or isinstance(x, _ref)):\n"
    "        _refuse(cls)\n"
    "    state = _attributes(x)\n"
    "    slots = {}\n"
    "    for name in _slotnames(cls) if _is_heap_type(cls) else ():\n"
    "        try:\n"
    "            slots[name] = getattr(x, name)\n"
    "        except AttributeError:\n"
    "            pass\n"
    "    return (state, slots) if slots else state\n"
    "\n"
    "def _state_of(x, required=False):\n"
    "    cls = type(x)\n"
    "    if cls.__getstate__ is object.__getstate__:\n"
    "        return _getstate(x, required)\n"
    "    return x.__getstate__()\n"
    "\n"
    "def _reduce_own(x, cls):\n"
    "    if isinstance(x, BaseException):\n"
    "        args = x.args\n"
    "        if isinstance(x, OSError) and len(args) == 2 and x.filename is not None:\n"
    "            args += (x.filename,) if x.filename2 is None else (x.filename, None, x.filename2)\n"
    "        state = _attributes(x)\n"
    "        return (cls, args) if state is None else (cls, args, state)\n"
    "    if isinstance(x, (set, frozenset)):\n"
    "        return (cls, (list(x),), _state_of(x))\n"
    "    if isinstance(x, bytearray):\n"
    "        return (cls, (bytes(x),) if x else (), _state_of(x))\n"
    "    if isinstance(x, _deque):\n"
    "        return (cls, () if x.maxlen is None else ((), x.maxlen), _state_of(x), iter(x))\n"
    "    if isinstance(x, _defaultdict):\n"
    "        args = () if x.default_factory is None else (x.default_factory,)\n"
    "        return (cls, args, None, None, iter(x.items()))\n"
    "    if isinstance(x, _OrderedDict):\n"
    "        return (cls, (), _state_of(x), None, iter(x.items()))\n"
    "    if cls is slice or cls is range:\n"
    "        return (cls, (x.start, x.stop, x.step))\n"
    "    if cls is _method:\n"
    "        return (getattr, (x.__self__, x.__name__))\n"
    "    if cls in _descriptors:\n"
    "        return (getattr, (x.__objclass__, x.__name__))\n"
    "    return None\n"
    "\n"
    "def _new_arguments(x, cls):\n"
    "    getnewargs = getattr(cls, '__getnewargs_ex__', None)\n"
    "    if getnewargs is not None:\n"
    "        pair = getnewargs(x)\n"
    "        if not isinstance(pair, tuple):\n"
    "            raise TypeError(f\"__getnewargs_ex__ should return a tuple, not '{type(pair).__name__}'\")\n"
    "        if len(pair) != 2:\n"
    "            raise ValueError(f'__getnewargs_ex__ should return a tuple of length 2, not {len(pair)}')\n"
    "        for item, kind, place in ((pair[0], tuple, 'first'), (pair[1], dict, 'second')):\n"
    "            if not isinstance(item, kind):\n"
    "                raise TypeError(f'{place} item of the tuple returned by __getnewargs_ex__ must be a '\n"
    "                                f\"{kind.__name__}, not '{type(item).__name__}'\")\n"
    "        return pair\n"
    "    getnewargs = getattr(cls, '__getnewargs__', None)\n"
    "    if getnewargs is not None:\n"
    "        args = getnewargs(x)\n"
    "        if not isinstance(args, tuple):\n"
    "            raise TypeError(f\"__getnewargs__ should return a tuple, not '{type(args).__name__}'\")\n"
    "        return args, None\n"
    "    if isinstance(x, (int, float)):\n"
    "        return (x.real,), None\n"
    "    if isinstance(x, complex):\n"
    "        return (x.real, x.imag), None\n"
    "    if isinstance(x, str):\n"
    "        return (''.join((x,)),), None\n"
    "    if isinstance(x, bytes):\n"
    "        return (b''.join((x,)),), None\n"
    "    if isinstance(x, tuple):\n"
    "        return (tuple(x),), None\n"
    "    return None, None\n"
    "\n"
    "def _reduce_new(x, cls):\n"
    "    args, kwargs = _new_arguments(x, cls)\n"
    "    is_list, is_dict = isinstance(x, list), isinstance(x, dict)\n"
    "    state = _state_of(x, args is None and not is_list and not is_dict)\n"
    "    listitems = iter(x) if is_list else None\n"
    "    dictitems = iter(x.items()) if is_dict else None\n"
    "    if kwargs:\n"
    "        return (__newobj_ex__, (cls, args, kwargs), state, listitems, dictitems)\n"
    "    return (__newobj__, (cls, *(args or ())), state, listitems, dictitems)\n"
    "\n"
    "def _reduce_old(x, cls, proto):\n"
    "    for base in cls.__mro__:\n"
    "        if not _is_heap_type(base):\n"
    "            break\n"
    "    if base is object:\n"
    "        state = None\n"
    "    elif base is cls or isinstance(x, _ref):\n"
    "        _refuse(cls)\n"
    "    else:\n"
    "        state = base(x)\n"
    "    args = (cls, base, state)\n"
    "    if cls.__getstate__ is object.__getstate__:\n"
    "        if getattr(x, '__slots__', None):\n"
    "            raise TypeError(f'a class that defines __slots__ without defining __getstate__ cannot be "
    "pickled '\n"
    "                            f'with protocol {proto}')\n"
    "        dict = getattr(x, '__dict__', None)\n"
    "    else:\n"
    "        dict = x.__getstate__()\n"
    "    return (_reconstructor, args, dict) if dict else (_reconstructor, args)\n"
    "\n"
    "def _reduce(x, proto=0):\n"
    "    cls = type(x)\n"
    "    own = _reduce_own(x, cls)\n"
    "    return own if own else _reduce_new(x, cls) if proto >= 2 else _reduce_old(x, cls, proto)\n"
    "\n"
    "def _reduce_ex(x, proto):\n"
    "    if type(x).__reduce__ is not object.__reduce__:\n"
    "        return x.__reduce__()\n"
    "    return _reduce(x, proto)\n"
    "\n"
    "class _C:\n"
    "    def m(self):\n"
    "        pass\n"
    "\n"
    "_method = type(_C().m)\n"
    "_descriptors = (type(list.append), type(list.__len__))\n";
// _PyObject_IsInstanceDictEmpty. Slots come before attributes.
static bool has_attributes_now(const struct heap *h, uint32_t o)
{
    uint32_t pos = 0, name, value;
    while (py_has_attributes(h, o) && instance_next(h, o, &pos, &name, &value))
        if (pos > h->w[heap_type(h, o) + TYPE_ALL_SLOTS])
            return true;
    return false;
}

// object_getstate_default: the __dict__ of an object, which is not made for looking; None when there is none,
// or it is empty.
static uint32_t do_attributes(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                              uint32_t kwnames)
{
    (void)self, (void)nargs, (void)kwnames;
    struct heap *h = in->heap;
    uint32_t o = args[0], dict = 0;
    if (heap_kind(h, o) == KIND_EXCEPTION)
        dict = h->w[o + EXC_DICT];
    else if (heap_kind(h, o) == KIND_ORDERED_DICT && h->w[o + ODICT_DICT])
        dict = dict_size(h, h->w[o + ODICT_DICT]) ? h->w[o + ODICT_DICT] : 0;
    else if (has_attributes_now(h, o))
        dict = py_object_dict(in, o);
    return heap_incref(h, dict ? dict : heap_none(h));
}

static uint32_t do_is_heap_type(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                                uint32_t kwnames)
{
    (void)self, (void)nargs, (void)kwnames;
    return bool_new(in->heap, type_is_class(in->heap, args[0]));
}

static const struct builtin_def functions[] = {
    {"_attributes", do_attributes, 1, 1, false,
     "_attributes(object): its __dict__ if there is something in it"},
    {"_is_heap_type", do_is_heap_type, 1, 1, false, "_is_heap_type(type): a class of a program?"},
    {NULL},
};
const struct builtin_table copyreg_table = {KIND_FREE, "copyreg", functions};

// What the function of that name in this module makes of an object and a number.
static uint32_t call_own(struct interp *in, const char *name, uint32_t o, uint32_t number)
{
    struct heap *h = in->heap;
    const uint32_t args[] = {o, number};
    uint32_t module_name = str_intern(h, "copyreg");
    uint32_t module = module_import(in, module_name);
    heap_decref(h, module_name);
    uint32_t function = dict_get_str(h, h->w[module + MODULE_DICT], str_interned(h, name));
    return py_call(in, function, args, number ? 2 : 1, 0);
}

static uint32_t object_reduce_ex(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                                 uint32_t kwnames)
{
    (void)nargs, (void)kwnames;
    return call_own(in, "_reduce_ex", self, args[0]);
}

static uint32_t object_reduce(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                              uint32_t kwnames)
{
    (void)args, (void)nargs, (void)kwnames;
    return call_own(in, "_reduce", self, 0);
}

static uint32_t object_getstate(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                                uint32_t kwnames)
{
    (void)args, (void)nargs, (void)kwnames;
    return call_own(in, "_getstate", self, 0);
}

static const struct builtin_def object_defs[] = {
    {"__reduce_ex__", object_reduce_ex, 1, 1, false, "what copies are made from"},
    {"__reduce__", object_reduce, 0, 0, false, "what copies are made from"},
    {"__getstate__", object_getstate, 0, 0, false, "what copies are made from"},
    {NULL},
};
const struct builtin_table object_reduce_table = {.kind = KIND_OBJECT, .defs = object_defs};

void mod_copyreg_init(struct interp *in)
{
    struct heap *h = in->heap;
    uint32_t module = py_module_new(in, "copyreg");
    py_module_add(in, module, "_ref", heap_incref(h, h->w[HW_TYPES + KIND_WEAKREF]));
    py_module_add(in, module, "_deque", heap_incref(h, h->w[HW_TYPES + KIND_DEQUE]));
    py_module_add(in, module, "_defaultdict", heap_incref(h, h->w[HW_TYPES + KIND_DEFAULTDICT]));
    py_module_add(in, module, "_OrderedDict", heap_incref(h, h->w[HW_TYPES + KIND_ORDERED_DICT]));
    module_run_source(in, module, reduce_source, "copyreg.py");
}
