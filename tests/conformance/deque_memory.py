# collections.deque in memory: blocks, counts, referents
import collections
import gc
import sys
import weakref
from collections import deque

gc.collect()
gc.disable()
d = deque()
print(sys.getsizeof(d), gc.is_tracked(d), sys.getrefcount(d), [type(r).__name__ for r in gc.get_referents(d)])
def sizes(do, n):
    d = deque()
    found = []
    for i in range(n):
        do(d, i)
        if not found or found[-1][1] != sys.getsizeof(d):
            found.append((i, sys.getsizeof(d)))
    return found
print(sizes(deque.append, 300))
print(sizes(deque.appendleft, 300))
d = deque(range(200))
print(sys.getsizeof(d))
found = []
while d:
    d.pop()
    if not found or found[-1][1] != sys.getsizeof(d):
        found.append((len(d), sys.getsizeof(d)))
print(found)
d = deque(range(200))
found = []
while d:
    d.popleft()
    if not found or found[-1][1] != sys.getsizeof(d):
        found.append((len(d), sys.getsizeof(d)))
print(found)
for n in (0, 1, 2, 62, 63, 64, 65, 127, 128):
    e = deque(range(n))
    f = deque()
    f.extendleft(range(n))
    print(n, sys.getsizeof(e), sys.getsizeof(f), sys.getsizeof(e.copy()), sys.getsizeof(e + e), sys.getsizeof(e * 3))
    e.rotate(n // 3)
    f.rotate(-(n // 4))
    print(sys.getsizeof(e), sys.getsizeof(f))
    e.clear()
    print(sys.getsizeof(e))
d = deque(range(63), 63)
print(sys.getsizeof(d))
for i in range(200):
    d.append(i)
print(sys.getsizeof(d))
for i in range(70):
    d.rotate(1)
print(sys.getsizeof(d), d[0])
for i in range(40):
    del d[5]
print(sys.getsizeof(d))
d.insert(7, 7)
d.remove(7)
print(sys.getsizeof(d))
x = object()
d = deque([x, x])
print(sys.getrefcount(x))
d.append(x)
d.rotate()
d.reverse()
print(sys.getrefcount(x), d.count(x), sys.getrefcount(x))
d.pop()
print(sys.getrefcount(x))
d.clear()
print(sys.getrefcount(x))
a, b, c = [1], [2], [3]
d = deque([a, b, c])
print([r for r in gc.get_referents(d) if type(r) is list], len(gc.get_referents(d)))
d.rotate(2)
print([r for r in gc.get_referents(d) if type(r) is list])
print([type(r).__name__ for r in gc.get_referrers(a)].count("deque"))
it = iter(d)
print(sys.getsizeof(it), gc.is_tracked(it), [type(r).__name__ for r in gc.get_referents(it) if type(r) is not type], sys.getrefcount(d))
it = reversed(d)
print(sys.getsizeof(it), gc.is_tracked(it), [type(r).__name__ for r in gc.get_referents(it) if type(r) is not type])
del it
def counts(make):
    gc.collect()
    before = gc.get_count()[0]
    o = make()
    after = gc.get_count()[0]
    del o
    return after - before, gc.get_count()[0] - before
l = [1, 2, 3]
for make in (deque, lambda: deque(l), lambda: deque(l, 2), lambda: deque(l).copy(), lambda: deque(l) + deque(l), lambda: iter(deque()),
             lambda: deque([[], []]), lambda: [deque() for i in range(5)], lambda: deque(range(100)), lambda: deque(l) * 2):
    counts(make)
    print(counts(make))
r = weakref.ref(d, lambda r: print("dead", r() is None))
print(r() is d, d.__class__, weakref.getweakrefcount(d))
del d
print(r())
class Loud:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("del", self.name)
d = deque(map(Loud, "abcd"))
d.rotate(1)
d.clear()
d.extend(map(Loud, "efg"))
d[1] = 0
del d[0]
d.appendleft(Loud("h"))
del d
d = deque(maxlen=2)
for name in "xyz":
    d.append(Loud(name))
d.appendleft(Loud("w"))
d.pop()
d.popleft()
d = deque([Loud("in a cycle")])
d.append(d)
del d
print(gc.collect())
d = deque()
d.append([deque([d])])
r = weakref.ref(d, lambda r: print("not called"))
del d
print(gc.collect(), r())
d = deque(["a"])
d.append(iter(d))
del d
print(gc.collect())
class D(deque):
    def __del__(self):
        print("del", list(self))
class S(deque):
    __slots__ = ("s",)
d = D("ab")
s = S("ab")
s.s = [1]
print(sys.getsizeof(d), sys.getsizeof(s), sys.getsizeof(deque("ab")), [r for r in gc.get_referents(s)], gc.is_tracked(s))
d.x = [1]
print(sys.getsizeof(d), [type(r).__name__ for r in gc.get_referents(d)])
d.append(d)
d = None
print(gc.collect())
r = weakref.ref(s, lambda r: print("dead", r() is None))
del s
print(r())
gc.enable()
import copy
d = deque([[1], [2]], 4)
c, e = copy.copy(d), copy.deepcopy(d)
print(c, e, c[0] is d[0], e[0] is d[0], e.maxlen)
d.append(d)
e = copy.deepcopy(d)
print(e, e[2] is e)
