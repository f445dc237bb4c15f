# what can be weakly referenced, equality, hash, sharing, errors
import gc
import sys
import weakref
gc.disable()
gc.collect()

class C:
    pass

class S(set):
    pass

class L(list):
    pass

class D(dict):
    pass

class E(ValueError):
    pass

class Bare:
    __slots__ = ()

class Slotted:
    __slots__ = ("x", "__weakref__")

class Derived(Bare):
    pass

def f():
    pass

c = C()
e = E()
things = [c, S(), L(), D(), e, Bare(), Slotted(), Derived(), f, C, int, set(), frozenset(), [], {}, (1, 2), 1,
          "s", None, len, [].append, list.append, f.__code__, sys, e.with_traceback, object(), ValueError(),
          range(3), slice(1), weakref.ref(c), iter([]), b"", 1.5, {}.keys(), True, NotImplemented]
for thing in things:
    try:
        r = weakref.ref(thing)
        print(type(thing).__name__, r() is thing, weakref.getweakrefcount(thing))
    except TypeError as error:
        print(error)
for k in (C, S, L, D, E, Bare, Slotted, Derived):
    print(k.__name__, "__weakref__" in k.__dict__)

r = weakref.ref(c)
print(type(r), type(r).__name__, type(r).__qualname__, weakref.ReferenceType is weakref.ref, bool(r))
print(c.__weakref__ is r, weakref.ref(c) is r, weakref.ref(c, None) is r, C().__weakref__)
print(sys.getsizeof(Slotted()), sys.getsizeof(Bare()), sys.getsizeof(Derived()))
print(sys.getsizeof(r), sys.getrefcount(c), sys.getrefcount(r), gc.is_tracked(r))
for args in [(), (c, c, c)]:
    try:
        print(weakref.ref(*args))
    except TypeError as error:
        print(error)
try:
    weakref.ref(c, callback=1)
except TypeError as error:
    print(error)
try:
    r(1)
except TypeError as error:
    print(error)
try:
    r(x=1)
except TypeError as error:
    print(error)
x = weakref.ref(c, 5)
print(x.__callback__, r.__callback__, x is weakref.ref(c, 5))
try:
    r.__callback__ = 1
except AttributeError as error:
    print(error)
try:
    r.foo
except AttributeError as error:
    print(error)
print(r == weakref.ref(c, f), r != x, hash(r) == hash(c), {r: "found"}[x])
d = C()
q = weakref.ref(d)
p = weakref.ref(d, lambda ref: None)
hash(p)
print(weakref.getweakrefs(d) == [q, p], weakref.getweakrefcount(d), gc.get_referents(q), len(gc.get_referents(p)))
del d
print(q() is None, p() is None, q == p, q == q, q != p, hash(p) == hash(p), p.__callback__)
try:
    hash(q)
except TypeError as error:
    print(error)
try:
    q < p
except TypeError as error:
    print(error)
print(weakref.getweakrefs(1), weakref.getweakrefcount(1))
print(repr(q)[:9], repr(q)[-7:], repr(r)[:9], " to 'C' at " in repr(r), repr(weakref.ref(f))[-4:])

class H:
    def __init__(self, n):
        self.n = n
    def __hash__(self):
        print("hash", self.n)
        return 0
    def __eq__(self, other):
        print("eq", self.n, other.n)
        return self.n == other.n

h1 = H(1)
h2 = H(1)
r1 = weakref.ref(h1)
r2 = weakref.ref(h2)
print(hash(r1), hash(r1), r1 == r2, r1 != r2, {r1: 1}[r2])
