# collections.OrderedDict in memory: its nodes, counts, referents
import gc
import sys
import weakref
from collections import OrderedDict

gc.collect()
gc.disable()
o = OrderedDict()
print(sys.getsizeof(o), gc.is_tracked(o), sys.getrefcount(o), gc.get_referents(o))
def sizes(n, key):
    d = OrderedDict()
    found = []
    for i in range(n):
        d[key(i)] = i
        found.append(sys.getsizeof(d))
    return found
print(sizes(25, int))
print(sizes(25, str))
a, b = [1], [2]
o["a"] = a
o["b"] = b
print(gc.get_referents(o), gc.is_tracked(o))
o.move_to_end("a")
print(gc.get_referents(o), sys.getsizeof(o))
del o["a"]
print(gc.get_referents(o), sys.getsizeof(o))
o.pop("b")
print(sys.getsizeof(o))
o.clear()
print(sys.getsizeof(o))
o["x"] = 1
print(sys.getsizeof(o))
print(sys.getsizeof(OrderedDict(a=1)), sys.getsizeof(OrderedDict([(1, 2)])), sys.getsizeof(OrderedDict(a=1).copy()), sys.getsizeof(OrderedDict.fromkeys(range(50))))
d = OrderedDict((i, i) for i in range(10))
print(sys.getsizeof(d))
for i in range(9):
    d.popitem()
print(sys.getsizeof(d), len(d))
d.popitem()
print(sys.getsizeof(d))
class Key:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("del", self.name)
k = Key("k")
print(sys.getrefcount(k))
o = OrderedDict()
o[k] = 1
print(sys.getrefcount(k), len(gc.get_referents(o)), [type(r).__name__ for r in gc.get_referents(o)])
o[k] = 2
print(sys.getrefcount(k), k in o, o[k], sys.getrefcount(k))
it = iter(o)
print(sys.getrefcount(k), sys.getrefcount(o), gc.is_tracked(it), sys.getsizeof(it), [type(r).__name__ for r in gc.get_referents(it)])
del it
it = iter(o.items())
print(sys.getsizeof(it), [type(r).__name__ for r in gc.get_referents(it)])
print(next(it)[1], [type(r).__name__ for r in gc.get_referents(it)], next(it, None), [type(r).__name__ for r in gc.get_referents(it)])
del it
it = iter(o.values())
print([type(r).__name__ for r in gc.get_referents(it)], next(it))
del it
it = reversed(o)
print([type(r).__name__ for r in gc.get_referents(it)])
del it
v = o.items()
print(sys.getsizeof(v), gc.is_tracked(v), [type(r).__name__ for r in gc.get_referents(v)])
del v
print(sys.getrefcount(k))
del o[k]
print(sys.getrefcount(k))
o[k] = 3
o.clear()
print(sys.getrefcount(k))
o[k] = 4
o.attribute = [5]
print([type(r).__name__ for r in gc.get_referents(o)], sys.getsizeof(o))
del o
print(sys.getrefcount(k))
del k
o = OrderedDict()
for name in "abc":
    o[Key(name)] = Key(name.upper())
o.move_to_end(next(iter(o)))
del o
o = OrderedDict()
for name in "def":
    o[name] = Key(name)
o["e"] = 0
o.popitem(last=False)
del o["f"]
o.clear()
o["me"] = o
r = weakref.ref(o, lambda r: print("dead", r() is None))
print(r() is o)
o = None
print(gc.collect())
o = OrderedDict(x=Key("x"))
r = weakref.ref(o, lambda r: print("dead", r() is None))
del o
o = OrderedDict()
k = Key("a key in a cycle")
k.o = o
o[k] = 1
del k, o
print(gc.collect(), len(gc.garbage))
o = OrderedDict(v=Key("value in a cycle"))
o.self = o
del o
print(gc.collect())
def counts(make):
    gc.collect()
    before = gc.get_count()[0]
    o = make()
    after = gc.get_count()[0]
    del o
    return after - before, gc.get_count()[0] - before
m = OrderedDict(a=1, b=2)
for make in (OrderedDict, lambda: OrderedDict(m), lambda: OrderedDict(a=1), lambda: OrderedDict([(1, 2)]), lambda: m.copy(), lambda: iter(m), lambda: m.keys(),
             lambda: iter(m.items()), lambda: list(m.items()), lambda: reversed(m), lambda: repr(m), lambda: m == m.copy(), lambda: m.popitem, lambda: m | m):
    counts(make)
    print(counts(make))
class Sub(OrderedDict):
    pass
s = Sub(a=[1])
print(sys.getsizeof(s), sys.getsizeof(Sub()), sys.getsizeof(OrderedDict()), [type(r).__name__ for r in gc.get_referents(s)])
s.x = [1]
s.y = [2]
print(sys.getsizeof(s), [type(r).__name__ for r in gc.get_referents(s)], sys.getsizeof(s.__dict__), s.__dict__)
w = weakref.ref(s)
s["self"] = s
del s
print(gc.collect(), w())
p = OrderedDict()
for i in range(60):
    p = OrderedDict(p=p, n=i)
print(len(p))
del p
gc.enable()
