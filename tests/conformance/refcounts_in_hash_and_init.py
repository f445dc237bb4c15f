# sys.getrefcount in __hash__, __eq__, __lt__, __iter__, __next__, __new__, __init__, __missing__ and property functions, and
# of what map, key= and the like pass on.
import gc
import sys
import weakref

rc = sys.getrefcount
class H:
    def __init__(self, n=0): self.n = n
    def __hash__(self): print('hash', rc(self)); return 5
    def __eq__(self, o): print('eq', rc(self), rc(o)); return False
h = H(1); i = H(2)
print('--dict'); d = {}; d[h] = 1
d[i] = 2
print('-get'); d.get(i); 
print('-getitem'); d[i]
print('-in'); i in d
print('-pop'); d.pop(H(3), None)
print('-setdefault'); d.setdefault(i, 3)
print('-del'); del d[i]
print('-lit'); {h: 1, i: 2}
print('-set'); s = {h, i}
s.add(h); h in s; s.discard(i); s.remove(h)
s = set([h, i]); frozenset((h, i))
dict.fromkeys([h, i])
dict([(h, 1)])
dict(zip([h], [1]))
{x: 1 for x in [h, i]}
{x for x in [h, i]}
hash((h, i))
print('--list'); L = [h, i]
L.index(i); i in L; 
(h, i).index(i); L == [i, h]; (h,) == (i,); 
class S:
    def __init__(self, n): self.n = n
    def __lt__(self, o): print('lt', rc(self), rc(o)); return self.n < o.n
    def __gt__(self, o): print('gt', rc(self), rc(o)); return self.n > o.n
    def __eq__(self, o): print('eq', rc(self), rc(o)); return self.n == o.n
    def __add__(self, o): print('add', rc(self), rc(o)); return self
    def __radd__(self, o): print('radd', rc(self), rc(o)); return self
L = [S(3), S(1), S(2)]
print('--sort'); sorted(L); L.sort(); sorted(L, reverse=True)
print('--key'); sorted(L, key=lambda x: (print('key', rc(x)), x.n)[1])
print('--sortpairs'); sorted([(a, 1) for a in L])
print('--min'); min(L); max(L); min(*L); min(L, key=lambda x: (print('key', rc(x)), x.n)[1])
print('--sum'); sum(L, L[0])
print('--map'); list(map(lambda x: print(rc(x)), L)); list(filter(lambda x: print(rc(x)), L)); 
list(zip(L, L)); list(map(lambda x, y: print(rc(x), rc(y)), L, L))
for a, b in zip(L, L): print(rc(a))
for j, a in enumerate(L): print(rc(a))
for a in reversed(L): print(rc(a))
for a in L: print(rc(a))
[print(rc(a)) for a in L]
for a in (S(1),): print(rc(a))
class I:
    def __iter__(self): print('iter', rc(self)); return self
    def __next__(self):
        print('next', rc(self)); raise StopIteration
it = I()
print('--iter')
for x in it: pass
for x in I(): pass
list(it); tuple(it); set(it); iter(it); next(it, 1); sum(it); dict(it); list(I()); any(it); all(it)
[*it]; (*it,); {*it}; print(*it); [].extend(it); ''.join(it); max(it, default=0); min(it, default=0); sorted(it); enumerate(it); zip(it, it); map(str, it)
list(map(str, it)); list(zip(it)); list(enumerate(it)); list(filter(None, it))
5 in it
try:
    a, b = it
except ValueError:
    pass
try:
    a, *b = it
except ValueError:
    pass
[x for x in it]; [x for x in I()]
(x for x in it)
list(x for x in it)
def g():
    x = yield
    while True:
        print('sent', rc(x)); x = yield x
y = g(); next(y); y.send(h); y.send([]); y.send(H())
def yf():
    yield from it
list(yf())
print('--init')
class N:
    def __new__(cls, *a, **k): print('new', *[rc(z) for z in a], *[rc(z) for z in k.values()]); return object.__new__(cls)
    def __init__(self, *a, **k): print('init', rc(self), *[rc(z) for z in a], *[rc(z) for z in k.values()])
q = []
N(); N(q); N([]); N(a=q); N(a=[]); N(q, a=q); N(*[q]); N(**{'a': q})
class M:
    def __init__(self, a=1, b=2): print('init', rc(self), rc(a))
M(q); M([]); M(a=q); M(a=[]); M(*[q]); M(**{'a': q})
class K(M):
    def __init__(self, x): print(rc(self), rc(x)); super().__init__(x)
K(q); K([])
print('--del')
class X:
    def __del__(self): print('del', rc(self))
X()
x = X(); del x
x = X(); x = None
def f():
    x = X(); return 1
f()
l = [X()]; l.clear()
l = [X()]; del l[0]
l = X(); l.me = l; del l; gc.collect()
def cb(r): print('cb', rc(r), r())
x = X(); r = weakref.ref(x, cb); rc(r); del x
x = X(); r = weakref.ref(x, cb); rc(r); x.me = x; del x; gc.collect()
x = X(); weakref.finalize(x, print, 'fin'); del x
print('--prop')
class P:
    @property
    def p(self): print('pget', rc(self)); return 1
    @p.setter
    def p(self, v): print('pset', rc(self), rc(v))
    @p.deleter
    def p(self): print('pdel', rc(self))
    @staticmethod
    def s(a): print('static', rc(a))
    @classmethod
    def c(cls, a): print('class', rc(a))
    def m(self, a): print('meth', rc(self), rc(a))
    def __getattribute__(self, n):
        if n[0] == 'z': print('getattribute', rc(self)); return 1
        return object.__getattribute__(self, n)
    def __setattr__(self, n, v):
        if n[0] == 'z': print('setattr', rc(self), rc(v)); return 1
        return object.__setattr__(self, n, v)
    def __delattr__(self, n):
        if n[0] == 'z': print('delattr', rc(self)); return 1
        return object.__delattr__(self, n)
o = P(); o.p; o.p = q; o.p = []; del o.p; P().p; P().p = []; del P().p; o.s(q); o.s([]); P.s(q); o.c(q); o.c([]); P.c(q); o.m(q); o.m([]); P.m(o, q); P().m(q); P().m(q); P().m([])
o.z; o.z = q; del o.z; P().z; P().z = []; getattr(o, 'z'); setattr(o, 'z', q)
class T(dict):
    def __missing__(self, k): print('missing', rc(self), rc(k)); return 1
t = T(); k = (1, []); 
class U(dict):
    def __missing__(self, k): print('missing', rc(self), rc(k)); return 1
u = U(); w = object(); u[w]; U()[w]; u[object()]
m = o.m; m(q); m([])
