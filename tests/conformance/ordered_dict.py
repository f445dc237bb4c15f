# collections.OrderedDict: what it does and says
import collections
from collections import OrderedDict

def attempt(f, *args, **kwargs):
    try:
        print(repr(f(*args, **kwargs)))
    except Exception as e:
        print(type(e).__name__ + ":", e)

o = OrderedDict()
print(o, len(o), bool(o), type(o), OrderedDict.__name__, OrderedDict.__module__, OrderedDict.__mro__)
o["b"] = 1
o["a"] = 2
o["c"] = 3
print(o, list(o), list(o.keys()), list(o.values()), list(o.items()), o["a"], "a" in o, "z" in o, o.get("z"), o.get("a"))
o["b"] = 10
print(o)
o.move_to_end("b")
print(o, dict(o), list(reversed(o)))
o.move_to_end("c", last=False)
print(o)
o.move_to_end("c", False)
o.move_to_end("b", True)
print(o, list(o.items()), list(reversed(o.items())), list(reversed(o.keys())), list(reversed(o.values())))
attempt(o.move_to_end, "nothing")
attempt(OrderedDict().move_to_end, "nothing")
attempt(o.popitem)
attempt(o.popitem, last=False)
attempt(o.popitem, False)
attempt(o.popitem)
attempt(OrderedDict, 1)
attempt(OrderedDict, {}, {})
attempt(lambda: o["x"])
attempt(o.pop, "x")
attempt(o.pop, "x", 5)
attempt(o.pop)
attempt(lambda: OrderedDict()[[]])
attempt(hash, o)
attempt(lambda: o < o)
def delete():
    del o["x"]
attempt(delete)
def store():
    o[[]] = 1
attempt(store)
o = OrderedDict([("x", 1), ("y", 2)], z=3)
print(o, OrderedDict({"k": 1}), OrderedDict(a=1, b=2), OrderedDict.fromkeys("ab"), o.fromkeys([1, 2], 0))
print(o == OrderedDict([("x", 1), ("y", 2), ("z", 3)]), o == OrderedDict([("y", 2), ("x", 1), ("z", 3)]), o == {"y": 2, "x": 1, "z": 3},
      {"y": 2, "x": 1, "z": 3} == o, o != OrderedDict(), o != {"y": 2, "x": 1, "z": 3}, o == 1)
p = o.copy()
p["w"] = 4
print(p, type(p), p == o, o)
del p["y"]
print(p, p.pop("x"), p, p.setdefault("w", 9), p.setdefault("v", 9), p.setdefault("u"), p)
p.update({"a": 1})
p.update([("b", 2)], c=3)
p.update(OrderedDict(d=4))
print(p)
p |= {"e": 5}
print(p, p | {"f": 6}, {"f": 6} | p, type({} | p))
p.clear()
print(p, len(p), list(p))
p[1] = 2
print(p)
q = OrderedDict()
q["me"] = q
print(q)
q = OrderedDict([(1, OrderedDict([(2, [3])]))])
print(q, str(q), f"{q}")
print(o.keys(), o.values(), o.items(), type(iter(o)), type(reversed(o)))
print(o.keys() & {"x", "y"} == {"x", "y"}, "x" in o.keys(), ("x", 1) in o.items(), 1 in o.values(), len(o.items()))
try:
    for k in o:
        o[k + "!"] = 1
except RuntimeError as e:
    print(e)
try:
    for k in o:
        o.move_to_end(k)
except RuntimeError as e:
    print(e)
try:
    for k in o:
        del o[k]
except RuntimeError as e:
    print(e)
print(o)
it = iter(o)
print(next(it), list(it), list(it))
o.attribute = 1
print(o.attribute, o.__dict__, o)
class Sub(OrderedDict):
    def __missing__(self, key):
        return key + "?"
class LRU(OrderedDict):
    def __init__(self, n):
        super().__init__()
        self.n = n
    def __getitem__(self, key):
        self.move_to_end(key)
        return super().__getitem__(key)
    def __setitem__(self, key, value):
        super().__setitem__(key, value)
        if len(self) > self.n:
            oldest = next(iter(self))
            del self[oldest]
s = Sub(a=1)
print(s, s["q"], s.copy(), type(s.copy()), s == OrderedDict(a=1), isinstance(s, dict), s.__dict__)
l = LRU(2)
l["a"] = 1
l["b"] = 2
print(l["a"])
l["c"] = 3
print(list(l), l.n, len(l))
print({**OrderedDict(a=1)}, dict(OrderedDict(a=1)), list(OrderedDict(a=1)), sorted(OrderedDict(b=1, a=2)), max(OrderedDict(b=1, a=2)))
def f(**k):
    return k
print(f(**OrderedDict(b=1, a=2)), "%(b)s" % OrderedDict(b=1))
m = OrderedDict(a=1, b=2, c=3)
m.move_to_end("a")
print(f(**m), {**m}, dict(m), dict(m.items()), [*m], m.copy(), m == dict(m), OrderedDict(m))
del m["b"]
m["b"] = 7
m.move_to_end("b", False)
print(m, list(zip(m, m.values())), [k for k in m], [(k, v) for k, v in m.items()])
n = OrderedDict((i, i * i) for i in range(20))
for i in range(0, 20, 3):
    n.move_to_end(i)
for i in range(1, 20, 4):
    del n[i]
for i in range(20, 30):
    n[i] = 0
n.move_to_end(29, last=False)
print(n)
print(n.popitem(), n.popitem(False), n.pop(7), len(n), list(n)[:5])
import copy
d = copy.deepcopy(q)
print(d, d == q, d[1] is q[1], copy.copy(q)[1] is q[1], type(copy.copy(q)))
o = OrderedDict(a=1, b=2, c=3)
try:
    for k in o:
        o.clear()
except RuntimeError as e:
    print(e)
o = OrderedDict(a=1, b=2, c=3)
class Told(OrderedDict):
    def __getitem__(self, key):
        print("get", key)
        return super().__getitem__(key)
    def __delitem__(self, key):
        print("del", key)
        super().__delitem__(key)
    def __setitem__(self, key, value):
        print("set", key)
        super().__setitem__(key, value)
    def __contains__(self, key):
        print("in", key)
        return super().__contains__(key)
t = Told(a=1, b=2)
print(t.pop("a"), t.popitem(), t)
t["c"] = 3
print(t.setdefault("c", 4), t.setdefault("d", 5), t.copy(), t | {"e": 6})
t.update(f=7)
attempt(t.update, 1, 2)
attempt(t.update, [1])
attempt(t.update, [(1,)])
attempt(t.update, [(1, 2, 3)])
print(Told.fromkeys("xy"))
