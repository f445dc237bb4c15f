# Subclasses of weakref.ref, dead references, the order of callbacks, and entries that die during iteration.
import weakref, sys, gc
class A:
    def __init__(s, n): s.n = n
    def __repr__(s): return 'A%s' % s.n
def t(f, *a, **k):
    try: print(str(f(*a, **k)).split(" at 0x")[0])
    except BaseException as e: print(type(e).__name__, str(e).split(" at 0x")[0])
# ref subclasses
class R(weakref.ref):
    def __init__(self, o, cb=None, **kw): super().__init__(o, cb); self.kw = kw
    def __call__(self): return ('called', super().__call__())
a = A(1)
r = R(a, x=1); print(r(), r.kw, r.__callback__, r == weakref.ref(a), r is R(a), hash(r) == hash(a), R.__mro__)
class R2(weakref.ref):
    __slots__ = ('k',)
r2 = R2(a); r2.k = 3; print(r2.k, r2 == r, weakref.getweakrefcount(a), [type(x).__name__ for x in weakref.getweakrefs(a)])
t(setattr, weakref.ref(a), 'x', 1); t(lambda: weakref.ref(a).x)
r1 = weakref.ref(a); rr = weakref.ref(A(2)); print(rr(), rr == rr, rr == weakref.ref(A(3)), rr != r1); t(hash, rr)
h = hash(r1); r3 = weakref.ref(a, lambda r: print('r3')); hash(r3); del a, r3; print(hash(r1) == h, r1 == r2, r1 == r1, r1() , r2())
t(lambda: r1 < r2)
print(repr(rr)[-5:], weakref.ref.__name__, weakref.ref.__module__ )
# callback order
a = A(5)
rs = [weakref.ref(a, lambda r, i=i: print('cb', i, r())) for i in range(4)]
p = weakref.proxy(a, lambda r: print('pcb'))
del rs[2]
del a
a = A(8); r = weakref.ref(a, None); print(r.__callback__); del a
class B:
    __slots__ = ()
t(weakref.ref, B()); t(weakref.proxy, B())
class C(B):
    __slots__ = ('__weakref__',)
c = C(); r = weakref.ref(c); print(c.__weakref__ is r, r() is c)
print(weakref.ref(c) is weakref.ref(c), weakref.proxy(c) is weakref.proxy(c), weakref.ref(c, print) is weakref.ref(c, print))
p = weakref.proxy(c); print(weakref.getweakrefcount(c), weakref.getweakrefs(c)[0] is r, weakref.getweakrefs(c)[1] is p)
# dict iteration while dying
d = weakref.WeakValueDictionary()
objs = [A(i) for i in range(5)]
for i, o in enumerate(objs): d[i] = o
del o
for k, v in d.items():
    if k == 1: objs[3] = None
    print(k, v)
v = None
print(len(d), dict(d))
k = weakref.WeakKeyDictionary((o, i) for i, o in enumerate(objs) if o); o = None
n = 0
for key in k:
    n += 1
print(n, len(k)); key = None
objs.clear(); print(len(k), len(d))
it = d.keys(); d['q'] = (o := A(9)); print(next(it)); o = None; print(list(it), len(d))
s = weakref.WeakSet(); xs = [A(i) for i in range(3)]; s.update(xs)
for e in s: xs.clear()
e = None
print(len(s), list(s), s)
o = A(1); d['a'] = o; e = d | {'b': o}; print(type(e).__name__, sorted(e), sorted({'c': o} | d)); d |= {'z': o}; print(sorted(d))
print(d.setdefault('a', 5) is o); t(d.setdefault, 'new', 5); t(d.setdefault, 'n2')
print(d.get('a') is o, d.pop('a') is o, 'a' in d, d.pop('zz', 1)); t(lambda: d | 3); t(lambda: d['nokey'])
t(d.__delitem__, 'nokey'); print([type(r).__name__ for r in d.valuerefs()], [r.key for r in d.itervaluerefs()])
u = A(2)
k = weakref.WeakKeyDictionary({o: 'v'}); k2 = k | {u: 'w'}; print(type(k2).__name__, len(k2), len({u: 1} | k)); k |= {u: 2}; print(len(k), k[u], k.pop(u), len(k), k.get(u, 'none'))
t(lambda: k | 3); t(lambda: k[u]); t(lambda: k.pop(u)); t(lambda: k.popitem()); t(lambda: k.popitem())
class W(weakref.WeakValueDictionary): pass
w = W(a=o); print(type(w.copy()), type(w | {}), list(w.copy()))
class E:
    def __eq__(s, o): return True
    def __hash__(s): return 1
e1, e2 = E(), E(); k = weakref.WeakKeyDictionary(); k[e1] = 1; k[e2] = 2; print(len(k), k[e1], list(k)[0] is e1)
print(weakref.WeakKeyDictionary() == {}, weakref.WeakKeyDictionary() == weakref.WeakValueDictionary(), weakref.WeakValueDictionary() != {1: o})
