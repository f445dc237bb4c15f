// WeakValueDictionary, as the source that the module weakref starts with. Up to 3.13 removals are put off
// while somebody iterates; later a copy of the dict is iterated (iterate_copies).
#include "python/module_source.h"
#include "python/weakref.h"

static const char source[] =
    "class _IterationGuard:\n"
    "    def __init__(self, weakcontainer):\n"
    "        self.weakcontainer = ref(weakcontainer)\n"
    "    def __enter__(self):\n"
    "        w = self.weakcontainer()\n"
    "        if w is not None:\n"
    "            w._iterating.add(self)\n"
    "        return self\n"
    "    def __exit__(self, e, t, b):\n"
    "        w = self.weakcontainer()\n"
    "        if w is not None:\n"
    "            s = w._iterating\n"
    "            s.remove(self)\n"
    "            if not s:\n"
    "                w._commit_removals()\n"
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
    "        with _IterationGuard(self):\n"
    "            for k, wr in self.data.items():\n"
    "                if wr() is not None:\n"
    "                    yield k\n"
    "    __iter__ = keys\n"
    "    def values(self):\n"
    "        self._commit_removals()\n"
    "        with _IterationGuard(self):\n"
    "            for wr in self.data.values():\n"
    "                o = wr()\n"
    "                if o is not None:\n"
    "                    yield o\n"
    "    def items(self):\n"
    "        self._commit_removals()\n"
    "        with _IterationGuard(self):\n"
    "            for k, wr in self.data.items():\n"
    "                v = wr()\n"
    "                if v is not None:\n"
    "                    yield k, v\n"
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

// What later versions do instead.
static void iterate_copies(struct buf *text)
{
    static const char *const replaced[][2] = {
        {"with _IterationGuard(self):", "if True:"},
        {"in self.data.items():", "in self.data.copy().items():"},
        {"in self.data.values():", "in self.data.copy().values():"},
        {"in self.data:", "in self.data.copy():"},
    };
    for (size_t i = 0; i < sizeof replaced / sizeof *replaced; i++)
        module_source_replace(text, replaced[i][0], replaced[i][1]);
}

static void load(struct interp *in, uint32_t module, const char *text)
{
    struct buf own = {0};
    buf_adds(&own, text);
    if (!in->heap->profile->weak_removals_wait)
        iterate_copies(&own);
    module_load(in, module, buf_text(&own), "weakref.py");
    buf_release(&own);
}

void weakref_load_classes(struct interp *in, uint32_t module)
{
    py_module_add(in, module, "waits", bool_new(in->heap, in->heap->profile->weak_removals_wait));
    load(in, module, source);
    load(in, module, weakref_more_source);
}
