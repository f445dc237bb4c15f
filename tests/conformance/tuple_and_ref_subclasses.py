import sys, gc, weakref
gc.collect()
def kinds(l): return [type(o).__name__ for o in l]
class N:
    def __init__(s, n): s.n = n
    def __repr__(s): return 'N%s' % s.n
    def __del__(s): print('del', s.n)
class T(tuple): pass
class F(frozenset): pass
class R(weakref.ref): pass
class R2(weakref.ref):
    __slots__ = ('key',)
    def __new__(cls, o, cb=None, key=None):
        self = super().__new__(cls, o, cb)
        self.key = key
        return self
    def __init__(self, o, cb=None, key=None): super().__init__(o, cb)
t = T((N(1), N(2)))
print(t, t[0], len(t), t + (1,), t == t, hash(T((1,))) == hash((1,)), {T((1,)): 1}[(1,)], sys.getsizeof(t), sys.getsizeof(T()), gc.is_tracked(t), gc.is_tracked(T()), isinstance(t, tuple), type(t + ()), sys.getrefcount(t))
t.x = N('attr')
print(kinds(gc.get_referents(t)), t.__dict__, sys.getsizeof(t))
a, b = t
del a, b
del t
f = F([1, 2]); f.y = 1
print(f, f | {3}, type(f | f), sys.getsizeof(f), f.y, 1 in f, {f: 1}[frozenset([1, 2])], weakref.ref(f)() is f)
class K:
    def __init__(s, v): s.v = v
k = K(1)
r = R(k, lambda r: print('gone', r() is None))
print(r() is k, r, type(r).__name__, sys.getsizeof(r), weakref.getweakrefcount(k), R(k) is R(k), weakref.ref(k) is weakref.ref(k), r == weakref.ref(k), hash(r) == hash(k)) if 0 else print(r() is k, type(r).__name__, sys.getsizeof(r), weakref.getweakrefcount(k), R(k) is R(k), weakref.ref(k) is weakref.ref(k), r == weakref.ref(k), hash(r) == hash(k))
r.extra = 5
q = R2(k, None, 'kk'); print(q.key, q(), sys.getsizeof(q), kinds(gc.get_referents(q))) if 0 else print(q.key, q() is k, sys.getsizeof(q), kinds(gc.get_referents(q)))
print(kinds(gc.get_referents(r)), r.extra)
w = weakref.ref(r); print(w() is r)
del k
print(r(), q(), r.extra)
print('cyc')
t = T([N('c')]); t.me = t
del t
print(gc.collect())
class P(tuple):
    def __new__(cls, x, y): return super().__new__(cls, (x, y))
    @property
    def x(self): return self[0]
    def __repr__(self): return 'P(%r, %r)' % tuple(self)
p = P(1, 2); print(p, p.x, p == (1, 2), *p)
try: weakref.ref(p)
except TypeError as e: print(e)
l = [T((1,)), T()]
gc.collect()
print([gc.is_tracked(x) for x in l])
