// The module copy. It makes copies as CPython's does: what is copied looks at the __dict__ of an instance,
// which makes one, and a memo keeps what was copied alive meanwhile.
#include "heap/instance.h"
#include "python/attribute.h"
#include "python/modules.h"

static const char source[] =
    "class Error(Exception):\n"
    "    pass\n"
    "error = Error\n"
    "\n"
    "_atomic = {type(None), bool, int, float, complex, str, bytes, type, type(Ellipsis), "
    "type(NotImplemented), "
    "range,\n"
    "           property, _ref, type(len), type(lambda: 0), type((lambda: 0).__code__)}\n"
    "\n"
    "def _is_proxy(cls):\n"
    "    return cls.__module__ == 'weakref' and cls.__name__ in ('ProxyType', 'CallableProxyType')\n"
    "\n"
    "def _behind(x):\n"
    "    return x.__init__.__self__ if _is_proxy(type(x)) else x\n"
    "\n"
    "def copy(x):\n"
    "    cls = type(x)\n"
    "    if _is_proxy(cls):\n"
    "        x = _behind(x)\n"
    "        return _reconstruct(x, type(x), None)\n"
    "    if cls in _atomic or cls is tuple or cls is frozenset or cls is slice or issubclass(cls, type):\n"
    "        return x\n"
    "    if cls is list or cls is dict or cls is set or cls is bytearray:\n"
    "        return cls.copy(x)\n"
    "    copier = getattr(cls, '__copy__', None)\n"
    "    if copier is not None:\n"
    "        return copier(x)\n"
    "    return _reconstruct(x, cls, None)\n"
    "\n"
    "def deepcopy(x, memo=None):\n"
    "    if memo is None:\n"
    "        memo = {}\n"
    "    d = id(x)\n"
    "    y = memo.get(d, memo)\n"
    "    if y is not memo:\n"
    "        return y\n"
    "    cls = type(x)\n"
    "    if cls in _atomic or issubclass(cls, type):\n"
    "        y = x\n"
    "    elif cls in _deepcopiers:\n"
    "        y = _deepcopiers[cls](x, memo)\n"
    "    else:\n"
    "        copier = getattr(x, '__deepcopy__', None)\n"
    "        x = _behind(x)\n"
    "        y = _reconstruct(x, type(x), memo) if copier is None else copier(memo)\n"
    "    if y is not x:\n"
    "        memo[d] = y\n"
    "        _keep_alive(x, memo)\n"
    "    return y\n"
    "\n"
    "def _keep_alive(x, memo):\n"
    "    try:\n"
    "        memo[id(memo)].append(x)\n"
    "    except KeyError:\n"
    "        memo[id(memo)] = [x]\n"
    "\n"
    "def _deepcopy_list(x, memo):\n"
    "    y = []\n"
    "    memo[id(x)] = y\n"
    "    append = y.append\n"
    "    for a in x:\n"
    "        append(deepcopy(a, memo))\n"
    "    return y\n"
    "\n"
    "def _deepcopy_tuple(x, memo):\n"
    "    y = [deepcopy(a, memo) for a in x]\n"
    "    try:\n"
    "        return memo[id(x)]\n"
    "    except KeyError:\n"
    "        pass\n"
    "    for k, j in zip(x, y):\n"
    "        if k is not j:\n"
    "            return tuple(y)\n"
    "    return x\n"
    "\n"
    "def _deepcopy_dict(x, memo):\n"
    "    y = {}\n"
    "    memo[id(x)] = y\n"
    "    for key, value in x.items():\n"
    "        y[deepcopy(key, memo)] = deepcopy(value, memo)\n"
    "    return y\n"
    "\n"
    "def _deepcopy_set(x, memo):\n"
    "    return type(x)(deepcopy(list(x), memo))\n"
    "\n"
    "_deepcopiers = {list: _deepcopy_list, tuple: _deepcopy_tuple, dict: _deepcopy_dict, set: "
    "_deepcopy_set,\n"
    "                frozenset: _deepcopy_set}\n"
    "\n"
    // __reduce_ex__: the arguments that the copy is made from, before its state.
    "def _arguments(x):\n"
    "    if isinstance(x, BaseException):\n"
    "        return x.args\n"
    "    if isinstance(x, (int, float)):\n"
    "        return (x.real,)\n"
    "    if isinstance(x, complex):\n"
    "        return (x.real, x.imag)\n"
    "    if isinstance(x, str):\n"
    "        return (''.join((x,)),)\n"
    "    if isinstance(x, bytes):\n"
    "        return (b''.join((x,)),)\n"
    "    if isinstance(x, bytearray):\n"
    "        return (bytes(x),) if x else ()\n"
    "    if isinstance(x, tuple):\n"
    "        return (tuple(x),)\n"
    "    if isinstance(x, (set, frozenset)):\n"
    "        return (list(x),)\n"
    "    if isinstance(x, deque):\n"
    "        return () if x.maxlen is None else ((), x.maxlen)\n"
    "    if isinstance(x, defaultdict):\n"
    "        return (x.default_factory, )[:x.default_factory is not None]\n"
    "    return ()\n"
    "\n"
    "def _new(x, cls, args):\n"
    "    called = isinstance(x, (BaseException, set, frozenset, deque, defaultdict, bytearray))\n"
    "    return cls(*args) if called else cls.__new__(cls, *args)\n"
    "\n"
    // copyreg._slotnames: the class keeps them.
    "def _slotnames(cls):\n"
    "    names = cls.__dict__.get('__slotnames__')\n"
    "    if names is not None:\n"
    "        return names\n"
    "    names = []\n"
    "    for c in cls.__mro__ if hasattr(cls, '__slots__') else ():\n"
    "        slots = c.__dict__.get('__slots__', ())\n"
    "        for name in (slots,) if isinstance(slots, str) else slots:\n"
    "            if name.startswith('__') and not name.endswith('__'):\n"
    "                names.append('_%s%s' % (c.__name__.lstrip('_'), name))\n"
    "            elif name not in ('__dict__', '__weakref__'):\n"
    "                names.append(name)\n"
    "    try:\n"
    "        cls.__slotnames__ = names\n"
    "    except TypeError:\n"
    "        pass\n"
    "    return names\n"
    "\n"
    "def _slots(x, cls):\n"
    "    found = {}\n"
    "    for name in _slotnames(cls):\n"
    "        try:\n"
    "            found[name] = getattr(x, name)\n"
    "        except AttributeError:\n"
    "            pass\n"
    "    return found\n"
    "\n"
    "def _state(x, cls):\n"
    "    if isinstance(x, defaultdict):\n"
    "        return None\n"
    "    if isinstance(x, BaseException):\n"
    "        return _attributes(x)\n"
    "    if hasattr(cls, '__getstate__'):\n"
    "        return x.__getstate__()\n"
    "    state, slots = _attributes(x), _slots(x, cls)\n"
    "    return (state, slots) if slots else state\n"
    "\n"
    "def _set_state(y, state):\n"
    "    if not isinstance(y, BaseException) and hasattr(y, '__setstate__'):\n"
    "        y.__setstate__(state)\n"
    "        return\n"
    "    slots = {}\n"
    "    if isinstance(state, tuple):\n"
    "        state, slots = state\n"
    "    if state is not None:\n"
    "        y.__dict__.update(state)\n"
    "    for name, value in slots.items():\n"
    "        setattr(y, name, value)\n"
    "\n"
    "def _reconstruct(x, cls, memo):\n"
    "    built_in = getattr(cls, '__module__', 'builtins') in ('builtins', 'numpy')\n"
    "    if built_in and not isinstance(x, (BaseException, set, frozenset, bytearray)) and cls is not "
    "object:\n"
    "        raise TypeError(\"cannot pickle '%s' object\" % cls.__name__)\n"
    "    if isinstance(x, _ref):\n"
    "        raise TypeError(\"cannot pickle '%s' object\" % cls.__name__)\n"
    "    args = _arguments(x)\n"
    "    state = _state(x, cls)\n"
    "    if memo is None:\n"
    "        y = _new(x, cls, args)\n"
    "    else:\n"
    "        y = _new(x, cls, [deepcopy(arg, memo) for arg in args])\n"
    "        memo[id(x)] = y\n"
    "    if state is not None:\n"
    "        _set_state(y, state if memo is None else deepcopy(state, memo))\n"
    "    if isinstance(x, (list, deque)):\n"
    "        for item in x:\n"
    "            y.append(item if memo is None else deepcopy(item, memo))\n"
    "    elif isinstance(x, dict):\n"
    "        for key, value in x.items():\n"
    "            if memo is not None:\n"
    "                key, value = deepcopy(key, memo), deepcopy(value, memo)\n"
    "            y[key] = value\n"
    "    return y\n";

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

static const struct builtin_def copy_functions[] = {
    {"_attributes", do_attributes, 1, 1, false,
     "_attributes(object): its __dict__ if there is something in it"},
    {NULL},
};
const struct builtin_table copy_table = {KIND_FREE, "copy", copy_functions};

void mod_copy_init(struct interp *in)
{
    struct heap *h = in->heap;
    uint32_t module = py_module_new(in, "copy");
    py_module_add(in, module, "_ref", heap_incref(h, h->w[HW_TYPES + KIND_WEAKREF]));
    py_module_add(in, module, "deque", heap_incref(h, h->w[HW_TYPES + KIND_DEQUE]));
    py_module_add(in, module, "defaultdict", heap_incref(h, h->w[HW_TYPES + KIND_DEFAULTDICT]));
    module_run_source(in, module, source, "copy.py");
}
