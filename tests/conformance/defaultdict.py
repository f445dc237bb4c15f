# collections.defaultdict: a dict with a factory
import collections
import copy
import gc
import sys
import weakref
from collections import defaultdict

def attempt(f, *args):
    try:
        print(repr(f(*args)))
    except Exception as e:
        print(type(e).__name__ + ":", e)

gc.collect()
gc.disable()
d = defaultdict(list)
print(d, len(d), d.default_factory, type(d), defaultdict.__name__, defaultdict.__module__, defaultdict.__mro__)
print(sys.getsizeof(d), gc.is_tracked(d), sys.getrefcount(d), [getattr(r, "__name__", r) for r in gc.get_referents(d)])
d["a"].append(1)
d["b"].append(2)
d["a"].append(3)
print(d, d["c"], "z" in d, d.get("z"), d.get("z", 0), len(d), sys.getsizeof(d))
print(list(d), list(d.values()), list(d.items()), d == {"a": [1, 3], "b": [2], "c": []}, {"a": 1} == defaultdict(None, a=1))
print(gc.is_tracked(d), gc.is_tracked(defaultdict(int)), gc.is_tracked(defaultdict(int, {1: 2})))
print([getattr(r, "__name__", r) for r in gc.get_referents(d)])
c = defaultdict(int)
for w in "the cat the dog the end".split():
    c[w] += 1
print(c, dict(c), sorted(c.items()))
print(defaultdict(), defaultdict(None), defaultdict(None, {1: 2}), defaultdict(int, [(1, 2)], x=3))
attempt(lambda: defaultdict()["x"])
attempt(lambda: defaultdict(None)["x"])
attempt(defaultdict, 1)
attempt(defaultdict, "abc", {})
attempt(defaultdict, int, 1)
attempt(defaultdict, int, {}, {})
attempt(lambda: defaultdict(int)[[]])
attempt(lambda: defaultdict(lambda: 1 / 0)["x"])
attempt(lambda: defaultdict(lambda x: x)["x"])
attempt(hash, d)
attempt(lambda: d.nothing)
def attribute():
    d.nothing = 1
attempt(attribute)
attempt(weakref.ref, d)
attempt(d.__missing__, "q")
attempt(defaultdict(None).__missing__, "q")
print(d)
d.default_factory = None
attempt(lambda: d["new"])
d.default_factory = lambda: "made"
print(d["new"], d.pop("new"), d.setdefault("s", 1), d.popitem(), "s" in d)
del d["q"]
e = d.copy()
print(type(e), e == d, e.default_factory is d.default_factory, e["a"] is d["a"], copy.copy(d)["a"] is d["a"], type(copy.copy(d)))
f = copy.deepcopy(defaultdict(list, {1: [2]}))
print(f, f[5])
print(defaultdict(int, a=1) | {"b": 2}, {"b": 2} | defaultdict(int, a=1), type({} | defaultdict(int)))
g = defaultdict(int, a=1)
g |= {"c": 3}
print(g, g.fromkeys("ab"), defaultdict.fromkeys("ab", 1))
g.update(b=2)
g.clear()
print(g, repr(g), str(g), f"{g}")
r = defaultdict(list)
r["me"] = r
print(r)
h = defaultdict(lambda: h)
print("factory" in repr(h), repr(h).startswith("defaultdict(<function <lambda> at 0x"))
t = defaultdict(lambda: defaultdict(int))
t["x"]["y"] += 1
print(t["x"], t["x"]["y"], list(t))
def sizes(n):
    d = defaultdict(int)
    found = []
    for i in range(n):
        d[i]
        if not found or found[-1][1] != sys.getsizeof(d):
            found.append((i, sys.getsizeof(d)))
    return found
print(sizes(100))
print(sys.getsizeof(defaultdict(int, {"a": 1})), sys.getsizeof(defaultdict(int, {1: 1})), sys.getsizeof(defaultdict(int, a=1)))
def counts(make):
    gc.collect()
    before = gc.get_count()[0]
    o = make()
    after = gc.get_count()[0]
    del o
    return after - before, gc.get_count()[0] - before
for make in (defaultdict, lambda: defaultdict(list), lambda: defaultdict(list)["x"], lambda: defaultdict(int, {1: 2}), lambda: t.copy(),
             lambda: [defaultdict(list) for i in range(5)]):
    counts(make)
    print(counts(make))
def factory():
    return []
print(sys.getrefcount(factory))
u = defaultdict(factory)
print(sys.getrefcount(factory), gc.is_tracked(u))
u["a"]
u["b"]
print(sys.getrefcount(factory), [type(r).__name__ for r in gc.get_referents(u)], [r for r in gc.get_referrers(factory) if type(r) is defaultdict] == [u])
del u
print(sys.getrefcount(factory))
class Loud:
    def __init__(self, name):
        self.name = name
    def __call__(self):
        return Loud(self.name + "'")
    def __del__(self):
        print("del", self.name)
v = defaultdict(Loud("f"))
v[1], v[2]
v[3] = Loud("x")
del v
v = defaultdict(Loud("cyclic"))
v["v"] = v
del v
print(gc.collect())
v = defaultdict(lambda: v)
print(v["x"] is v)
del v
print(gc.collect())
class D(defaultdict):
    def __del__(self):
        print("del", type(self).__name__, len(self), self.default_factory)
class M(defaultdict):
    def __missing__(self, key):
        self[key] = value = key * 2
        return value
class S(defaultdict):
    __slots__ = ("s",)
w = D(list)
w["a"].append(w)
print(sys.getsizeof(w), sys.getsizeof(D()), sys.getsizeof(S()), w.default_factory, type(w.copy()))
print(w)
w.x = [1]
print(w.x, w.__dict__, [getattr(r, "__name__", type(r).__name__) for r in gc.get_referents(w)])
y = weakref.ref(w)
w = None
print(gc.collect(), y())
m = M(None)
print(m["ab"], m, isinstance(m, dict), isinstance(m, defaultdict), issubclass(M, dict))
s = S(int)
s.s = 5
print(s["k"], s, s.s)
for k in d:
    print(k, end=" ")
print(list(reversed([1])), bool(defaultdict(int)), {**defaultdict(int, a=1)}, dict(defaultdict(int, a=1)))
try:
    for k in d:
        d[k + "x"]
except RuntimeError as e:
    print(e)
gc.enable()
