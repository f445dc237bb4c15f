# Weak dictionaries, sets, methods and finalizers: all methods, messages, and what they derive from.
import weakref, gc
def t(f, *a, **k):
    try: print(str(f(*a, **k)).split(" at 0x")[0])
    except Exception as e: print(type(e).__name__, str(e).split(" at 0x")[0])
class A:
    def __init__(s, n=0): s.n = n
    def __repr__(s): return 'A%s' % s.n
    def m(self): return 'm%s' % self.n
a = A(1)
f = weakref.finalize(a, print, 'bye', end='!\n')
print(f.alive, f.atexit, f.peek(), repr(f).split(' at ')[0])
f.atexit = False; print(f.atexit)
print(f.detach(), f.alive, f.peek(), f.detach(), f(), f.atexit)
print(repr(f).split(';')[1])
f = weakref.finalize(a, lambda *x: (print(x), 7)[1], 1, 2)
print(f(), f(), f.alive)
f = weakref.finalize(a, print, 'gone'); del a; print(f.alive)
t(weakref.finalize); t(weakref.finalize, A()); t(weakref.finalize, 3, print)
b = A(2)
wm = weakref.WeakMethod(b.m); print(wm()(), wm() == b.m, hash(wm) == hash(weakref.WeakMethod(b.m)), wm == weakref.WeakMethod(b.m), wm != weakref.WeakMethod(b.m))
t(weakref.WeakMethod, print); t(weakref.WeakMethod, 3); t(weakref.WeakMethod, [].append); t(weakref.WeakMethod, A.m)
wm2 = weakref.WeakMethod(b.m, lambda r: print('cb', r is wm2, r())); del b; print(wm(), wm2(), wm == wm2, wm == wm, repr(wm)[-6:])
x, y = A(3), A(4)
d = weakref.WeakValueDictionary({'x': x}, y=y); print(sorted(d.items(), key=str), len(d), 'x' in d, d['x'], d.get('q'), d.get('q', 3))
t(lambda: d['q']); t(d.pop, 'q'); t(d.pop, 'q', 5); print(d.setdefault('x', y), d.setdefault('z', y), list(d), list(d.keys()), list(d.values()))
print([r() for r in d.valuerefs()], list(d.itervaluerefs())[0]() , d.copy(), type(d.copy())) if 0 else None
t(d.__setitem__, 'i', 3)
print(d.popitem(), d | {'r': x}, {'r': x} | d, d == {'x': x, 'y': y}, d == 3) if 0 else print(d.popitem(), d == {'x': x, 'y': y}, d == 3)
del x; print(list(d), len(d)); d.clear(); print(len(d)); t(d.popitem)
t(d.update, 3); t(weakref.WeakValueDictionary, 1, 2); t(hash, d); t(lambda: d | 3)
x = A(5)
k = weakref.WeakKeyDictionary({x: 1}); k[y] = 2; print(list(k.items()), len(k), x in k, 3 in k, k[x], k.get(A(9)), list(k), list(k.keys()), list(k.values()), [r() for r in k.keyrefs()])
t(lambda: k[3]); t(lambda: k[A()] == 0); t(k.pop, A(7)); t(k.pop, A(7), 'def'); t(k.setdefault, x, 5); t(k.get, 3)
print(k.pop(x), k.popitem(), len(k)); t(k.popitem)
k[x] = 1; k[y] = 2
it = iter(k); next(it); del x; print(len(k), list(it), len(k), list(k))
t(k.update, {3: 1}); t(k.update, None); t(k.update, a=1); t(k.update, 1, 2)
t(k.__delitem__, A()); t(k.__delitem__, 3); print(3 in k)
print(k.copy() == k, k | {}, ) if 0 else print(k.copy() == k)
s = weakref.WeakSet([y]); z = A(6); s.add(z); print(len(s), y in s, 3 in s, repr(sorted(s, key=str)))
print(s == weakref.WeakSet([y, z]), s | {y} == s, sorted(s - {y}, key=str), s & [y], len(s ^ {y}), s <= {y}, s >= {y}, s < s, s > {y}, s.isdisjoint({3}) if 0 else '', s.issubset(s), s.issuperset({y})) if 0 else 0
t(s.remove, A()); t(s.remove, 3); t(s.add, 3); t(s.discard, A()); t(weakref.WeakSet, 3); t(weakref.WeakSet().pop); t(hash, s)
print(len(s.union([A()])), len(s.intersection([y])), len(s.difference([y])), len(s.symmetric_difference([y])), s.issubset([y, z]), s.issuperset([y]), s.isdisjoint([A()]), s == 3, s == {y, z})

s.update([y]); s |= {y}; s -= {y}; print(len(s)); s ^= {y}; print(len(s)); s &= []; print(len(s))
print(weakref.WeakSet.__module__, weakref.WeakKeyDictionary.__module__, weakref.finalize.__module__, weakref.__name__, weakref.ref, weakref.ReferenceType, weakref.ProxyType, weakref.CallableProxyType, weakref.KeyedRef)
print(weakref.WeakSet.__mro__, weakref.WeakValueDictionary.__mro__, weakref.WeakMethod.__mro__, weakref.KeyedRef.__mro__)
