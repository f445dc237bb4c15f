// Classes of the module weakref that CPython has in Python, in Python: so that the function, the lists and
// the KeyedRefs that a WeakValueDictionary is made of are the objects that a program and the collector find
// in CPython. They are loaded before the program starts and belong to the interpreter.
#include "heap/gclist.h"
#include "python/compile.h"
#include "python/eval.h"
#include "python/names.h"
#include "python/weakref.h"

// Up to 3.13 (waits) removals are put off while somebody iterates; later the dict is copied for that.
static const char source[] =
    "class _IterationGuard:\n"
    "    def __init__(self, weakcontainer):\n"
    "        self.weakcontainer = ref(weakcontainer)\n"
    "    def enter(self):\n"
    "        w = self.weakcontainer()\n"
    "        if w is not None:\n"
    "            w._iterating.add(self)\n"
    "    def leave(self):\n"
    "        w = self.weakcontainer()\n"
    "        if w is not None:\n"
    "            w._iterating.discard(self)\n"
    "            if not w._iterating:\n"
    "                w._commit_removals()\n"
    "\n"
    "class _Iterator:\n"
    "    def __init__(self, container, pick):\n"
    "        self.container = container\n"
    "        self.pick = pick\n"
    "        self.guard = self.entries = None\n"
    "    def __iter__(self):\n"
    "        return self\n"
    "    def start(self):\n"
    "        data = self.container.data\n"
    "        if waits:\n"
    "            self.guard = _IterationGuard(self.container)\n"
    "            self.guard.enter()\n"
    "        else:\n"
    "            data = data.copy()\n"
    "        self.entries = iter(data.items())\n"
    "    def __next__(self):\n"
    "        if self.entries is None:\n"
    "            self.start()\n"
    "        for key, wr in self.entries:\n"
    "            value = wr()\n"
    "            if value is not None:\n"
    "                return self.pick(key, value)\n"
    "        self.stop()\n"
    "        raise StopIteration\n"
    "    def stop(self):\n"
    "        if self.guard is not None:\n"
    "            self.guard.leave()\n"
    "            self.guard = None\n"
    "    def __del__(self):\n"
    "        self.stop()\n"
    "\n"
    "def _pick_key(key, value):\n"
    "    return key\n"
    "def _pick_value(key, value):\n"
    "    return value\n"
    "def _pick_item(key, value):\n"
    "    return key, value\n"
    "\n"
    "class WeakValueDictionary:\n"
    "    def __init__(self, other=(), /, **kw):\n"
    "        def remove(wr, selfref=ref(self), _atomic_removal=_remove_dead_weakref):\n"
    "            self = selfref()\n"
    "            if self is not None:\n"
    "                if waits and self._iterating:\n"
    "                    self._pending_removals.append(wr.key)\n"
    "                else:\n"
    "                    _atomic_removal(self.data, wr.key)\n"
    "        self._remove = remove\n"
    "        if waits:\n"
    "            self._pending_removals = []\n"
    "            self._iterating = set()\n"
    "        self.data = {}\n"
    "        self.update(other, **kw)\n"
    "    def _commit_removals(self):\n"
    "        while waits and self._pending_removals:\n"
    "            _remove_dead_weakref(self.data, self._pending_removals.pop())\n"
    "    def _alive(self, key):\n"
    "        wr = self.data.get(key)\n"
    "        return wr and wr()\n"
    "    def __getitem__(self, key):\n"
    "        self._commit_removals()\n"
    "        o = self.data[key]()\n"
    "        if o is None:\n"
    "            raise KeyError(key)\n"
    "        return o\n"
    "    def __setitem__(self, key, value):\n"
    "        self._commit_removals()\n"
    "        self.data[key] = KeyedRef(value, self._remove, key)\n"
    "    def __delitem__(self, key):\n"
    "        self._commit_removals()\n"
    "        del self.data[key]\n"
    "    def __len__(self):\n"
    "        self._commit_removals()\n"
    "        return len(self.data)\n"
    "    def __contains__(self, key):\n"
    "        self._commit_removals()\n"
    "        return self._alive(key) is not None\n"
    "    def __repr__(self):\n"
    "        return '<%s at 0x%x>' % (self.__class__.__name__, id(self))\n"
    "    def __eq__(self, other):\n"
    "        if self.__class__ is not other.__class__:\n"
    "            return NotImplemented\n"
    "        return dict(self.items()) == dict(other.items())\n"
    "    __hash__ = None\n"
    "    def get(self, key, default=None):\n"
    "        self._commit_removals()\n"
    "        o = self._alive(key)\n"
    "        return default if o is None else o\n"
    "    def keys(self):\n"
    "        self._commit_removals()\n"
    "        return _Iterator(self, _pick_key)\n"
    "    __iter__ = keys\n"
    "    def values(self):\n"
    "        self._commit_removals()\n"
    "        return _Iterator(self, _pick_value)\n"
    "    def items(self):\n"
    "        self._commit_removals()\n"
    "        return _Iterator(self, _pick_item)\n"
    "    def valuerefs(self):\n"
    "        self._commit_removals()\n"
    "        return list(self.data.values())\n"
    "    def copy(self):\n"
    "        new = WeakValueDictionary()\n"
    "        for key, o in self.items():\n"
    "            new[key] = o\n"
    "        return new\n"
    "    def clear(self):\n"
    "        while self.data:\n"
    "            self.data.popitem()\n"
    "    def popitem(self):\n"
    "        self._commit_removals()\n"
    "        while True:\n"
    "            key, wr = self.data.popitem()\n"
    "            o = wr()\n"
    "            if o is not None:\n"
    "                return key, o\n"
    "    def pop(self, key, *args):\n"
    "        self._commit_removals()\n"
    "        wr = self.data.pop(key, None)\n"
    "        o = wr and wr()\n"
    "        if o is not None:\n"
    "            return o\n"
    "        if not args:\n"
    "            raise KeyError(key)\n"
    "        return args[0]\n"
    "    def setdefault(self, key, default=None):\n"
    "        o = self._alive(key)\n"
    "        if o is not None:\n"
    "            return o\n"
    "        self[key] = default\n"
    "        return default\n"
    "    def update(self, other=None, /, **kw):\n"
    "        self._commit_removals()\n"
    "        if other is not None:\n"
    "            if not hasattr(other, 'items'):\n"
    "                other = dict(other)\n"
    "            for key, o in other.items():\n"
    "                self.data[key] = KeyedRef(o, self._remove, key)\n"
    "        for key, o in kw.items():\n"
    "            self.data[key] = KeyedRef(o, self._remove, key)\n";

// Nothing of what was made is seen by the program or by the collector.
static void hide_all(struct heap *h)
{
    uint32_t young = gc_generation_head(0);
    while (!gc_list_is_empty(h, young)) {
        uint32_t o = gc_list_first(h, young);
        heap_untrack(h, o);
        heap_set_flag(h, o, OBF_HIDDEN, true);
    }
}

static bool run(struct interp *in, uint32_t code, uint32_t globals)
{
    struct heap *h = in->heap;
    uint32_t result = 0;
    frame_push(h, frame_new(h, code, 0, globals, heap_incref(h, globals)), FRAME_RETURN_C);
    in->depth++;
    bool ok = eval_run(in, &result) == EVAL_RETURNED;
    in->depth--;
    heap_xdecref(h, result);
    return ok;
}

void weakref_load_classes(struct interp *in, uint32_t module)
{
    struct heap *h = in->heap;
    const char *kind;
    struct error err;
    bool watched = h->watched;
    uint32_t globals = h->w[module + MODULE_DICT];
    uint32_t code = py_compile(h, source, sizeof source - 1, "weakref.py", COMPILE_FILE, &err, &kind);
    assert(code);
    h->watched = false;
    py_module_add(in, module, "waits", bool_new(h, h->profile->weak_removals_wait));
    dict_set_str(h, globals, py_name(h, NAME_BUILTINS),
                 dict_get_str(h, h->w[HW_MODULES], py_name(h, NAME_BUILTINS_MODULE)));
    bool ok = run(in, code, globals);
    assert(ok);
    (void)ok;
    hide_all(h);
    h->watched = watched;
    heap_decref(h, code);
}
