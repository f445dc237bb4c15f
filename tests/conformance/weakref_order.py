# callbacks: newest first, after __del__, before attributes; what holds the references meanwhile
import gc
import sys
import weakref
gc.disable()
gc.collect()

class D:
    def __init__(self, n):
        self.n = n
    def __del__(self):
        print("del", self.n, [r() is self for r in refs])

refs = []

def note(tag):
    def cb(r):
        print("cb", tag, r() is None, sys.getrefcount(r), r.__callback__ is None)
    return cb

def kinds(r):
    print("held by", [type(o).__name__ for o in gc.get_referrers(r)], sys.getrefcount(r))

d = D("d")
d.part = D("part")
for tag in ("a", "b", "c"):
    refs.append(weakref.ref(d, note(tag)))
refs.append(weakref.ref(d))
print(weakref.getweakrefs(d) == [refs[3], refs[2], refs[1], refs[0]])
del d
print([r() for r in refs])
refs.clear()

d = D("one")
keep = weakref.ref(d, kinds)
del d
d = D("two")
keep = [weakref.ref(d, kinds), weakref.ref(d, kinds)]
del d
d = D("cycle")
d.me = d
keep = weakref.ref(d, kinds)
del d
print(gc.collect(), keep.__callback__ is kinds)

# callbacks that drop other references to weak references
class W:
    def __init__(self, n):
        self.n = n
    def __del__(self):
        print("callback object", self.n, "gone")
    def __call__(self, r):
        print("call", self.n, r() is None)
        bag.clear()

bag = []
d = D("many")
for n in range(3):
    bag.append(weakref.ref(d, W(n)))
del d
print(len(bag))
d = D("single")
bag.append(weakref.ref(d, W("s")))
del d
print(len(bag))
d = D("in a cycle")
d.me = d
for n in range(3):
    bag.append(weakref.ref(d, W(n)))
del d
print(gc.collect(), len(bag))

# a weak reference that goes first never calls
d = D("late")
r = weakref.ref(d, note("never"))
del r
del d

# resurrection by __del__ keeps them, by the collector it does not
saved = []

class R:
    def __del__(self):
        print("saving", w() is None)
        saved.append(self)

r = R()
w = weakref.ref(r, note("R"))
del r
print(w() is saved[0])
saved.clear()
print(w() is None)
r = R()
r.me = r
w = weakref.ref(r, note("R2"))
del r
print(gc.collect(), w() is None, len(saved))

# garbage and objects made in callbacks
def litter(r):
    cycle = []
    cycle.append(cycle)
    print("inner collect", gc.collect(), gc.get_count()[1:])

d = D("litter")
d.me = d
r = weakref.ref(d, litter)
del d
print(gc.collect(), gc.collect())
d = D("litter again")
r = weakref.ref(d, litter)
del d
print(gc.collect())

# made in __del__
class M:
    def __del__(self):
        made.append(weakref.ref(self, note("made in del")))
        print("made", made[-1]() is self)

made = []
m = M()
del m
print(made[0]() is None)
m = M()
m.me = m
del m
print(gc.collect(), made[1]() is None)

# functions, methods, classes, sets
def g():
    return g

for thing in (lambda: 1, {1, 2}, frozenset([3]), [].append):
    r = weakref.ref(thing, note(type(thing).__name__))
    del thing
class K:
    def m(self):
        return self
k = K()
m = k.m
r = weakref.ref(m, note("method"))
del m
r = weakref.ref(k.m)
print(r() is None)
r = weakref.ref(K, note("class"))
del K, k
print(gc.collect() > 4, r() is None)
