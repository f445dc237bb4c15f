# WeakValueDictionary: entries go with their values
import gc
import sys
import weakref
gc.disable()

class C:
    def __init__(self, n):
        self.n = n
    def __repr__(self):
        return "C" + str(self.n)

class Loud(C):
    def __del__(self):
        print("del", self.n, sorted(d))

def names(objects):
    return [type(o).__name__ for o in objects]

gc.collect()
d = weakref.WeakValueDictionary()
print(type(d), len(d), list(d), bool(d), weakref.getweakrefcount(d), sys.getrefcount(d))
one = C(1)
d["one"] = one
entry = weakref.getweakrefs(one)[0]
print(names(gc.get_referents(entry)))
print(type(entry), entry.key, entry() is one, entry.__callback__ is d._remove, sys.getrefcount(one))
print(sys.getrefcount(entry), sys.getsizeof(entry), weakref.getweakrefcount(one), weakref.ref(one) is entry)
print(entry == weakref.ref(one), hash(entry) == hash(one), gc.is_tracked(entry), names(gc.get_referrers(entry)))
print(d["one"] is one, "one" in d, "two" in d, d.get("one"), d.get("two"), d.get("two", 2))
try:
    d["two"]
except KeyError as error:
    print("KeyError", error)
try:
    d["list"] = []
except TypeError as error:
    print(error)
del entry
del one
print(len(d), "one" in d, d.get("one"), list(d.items()))

kept = [C(i) for i in range(4)]
for c in kept:
    d[c.n] = c
print(len(d), list(d), list(d.keys()), list(d.values()), list(d.items()))
print(sorted(d), [k for k in d], dict(d))
del kept[1], c
print(list(d), len(d))
print(d.pop(0), d.pop(0, "gone"), list(d))
try:
    d.pop(7)
except KeyError as error:
    print("KeyError", error)
x = d.setdefault(3, None)
y = C(9)
print(x, d.setdefault(9, y) is y, list(d))
del d[9]
try:
    del d[9]
except KeyError as error:
    print("KeyError", error)
d.update({"a": x, "b": y})
d.update([("c", x)])
d.update(z=y)
print(list(d.items()))
e = weakref.WeakValueDictionary({"k": x}, j=y)
print(list(e.items()), list(weakref.WeakValueDictionary(e).items()), list(e.copy()))
print(len(e.valuerefs()), e.popitem(), len(e))
del x
kept.clear()
print(list(d.items()))
del y
print(list(d.items()), len(e))
d.clear()

# values die while somebody iterates
kept = [C(i) for i in range(4)]
for c in kept:
    d[c.n] = c
del c
seen = []
for key, value in d.items():
    seen.append(key)
    del value
    kept.clear()
print(seen, len(d), list(d))

# by finalizers, callbacks and the collector
a = Loud("a")
d["a"] = a
other = weakref.ref(a, lambda r: print("callback", len(d)))
del a
print(len(d))
a = Loud("a")
b = Loud("b")
a.b = b
b.a = a
d["a"] = a
d["b"] = b
other = weakref.ref(a, lambda r: print("callback", len(d)))
del a, b
print(len(d), gc.collect(), len(d))
for n in range(3):
    c = C(n)
    c.me = c
    d[n] = c
del c
print(len(d), gc.collect(0), len(d), gc.collect())

# the dictionary in a cycle with its own values
c = C("own")
c.d = weakref.WeakValueDictionary()
c.d["c"] = c
del c
print(gc.collect())
w = weakref.WeakValueDictionary()
c = C("c")
w["c"] = c
gone = weakref.ref(w)
w.c = c
del w
print(gone(), weakref.getweakrefcount(c))
