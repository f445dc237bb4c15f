import weakref, sys, gc
gc.disable(); gc.collect()
class A:
    def __init__(self, n): self.n = n
    def __call__(self, *args): return 'called', args
    def m(self): return sys.getrefcount(self)
    def __add__(self, other): return self.n + (other.n if isinstance(other, A) else other)
    def __radd__(self, other): return ('radd', other)
    def __eq__(self, other): return self.n == other.n
    def __lt__(self, other): return self.n < other.n
    def __hash__(self): return 1
    def __len__(self): return self.n
    def __getitem__(self, key): return key, sys.getrefcount(self)
    def __setitem__(self, key, value): print('set', key, value)
    def __contains__(self, x): return x == self.n
    def __iter__(self): return iter([self.n])
    def __str__(self): return 'A(%d)' % self.n
    def __del__(self): print('del', self.n)
class B: pass
a = A(3); p = weakref.proxy(a); b = B(); q = weakref.proxy(b, lambda r: print('callback', type(r).__name__))
print(type(p), type(q), repr(p)[:10], str(p), f'{p}', p(1, 2), p.m(), isinstance(p, A), p.__class__)
print(sys.getsizeof(p), weakref.proxy(a) is p, gc.is_tracked(p), sys.getrefcount(a), sys.getrefcount(p))
p.x = 5; print(a.x, p.x, hasattr(p, 'y'), getattr(p, 'y', 'no')); del p.x; print(hasattr(a, 'x'))
print(p + 1, 1 + p, p + p, p == a, a == p, p < A(4), len(p), p[0], 3 in p, list(p), bool(p), not p)
p['k'] = 1
for v in (lambda: hash(p), lambda: q(), lambda: {p: 1}):
    try: v()
    except TypeError as e: print(e)
r = weakref.ref(a); c = weakref.ref(a, print); p2 = weakref.proxy(a, print)
print([type(o).__name__ for o in weakref.getweakrefs(a)], weakref.getweakrefcount(a), p2 is p)
print(gc.get_referents(p), len(gc.get_referents(q)))
del c, p2
class Child:
    def __init__(self, parent): self.parent = weakref.proxy(parent)
class Parent:
    def __init__(self): self.child = Child(self); self.name = 'parent'
    def __del__(self): print('parent gone')
x = Parent(); print(x.child.parent.name); ch = x.child; del x
try: ch.parent.name
except ReferenceError as e: print(e)
del a, b
for v in (lambda: p.x, lambda: str(p), lambda: bool(p), lambda: p + 1, lambda: p == 1, lambda: p(), lambda: len(p)):
    try: print(v())
    except ReferenceError as e: print(e)
try: p.x = 1
except ReferenceError as e: print('set', e)
print(weakref.ProxyType, weakref.CallableProxyType, gc.collect())
