# copy and deepcopy through __reduce_ex__, __getstate__, __getnewargs__, __slots__ and built-in types.
import copy, weakref, gc
from collections import deque, OrderedDict, defaultdict, Counter, ChainMap, UserList, UserString, namedtuple
def t(f, *a, **k):
    try: print(f(*a, **k))
    except Exception as e: print(type(e).__name__, e)
class A:
    def __init__(s, v=0): s.v = v
    def m(s): return s.v
class Re:
    def __init__(s, *a): s.a = a; print('init', a)
    def __reduce__(s): return (Re, (1, [2]))
class Re3:
    def __init__(s): print('init3')
    def __reduce__(s): return (Re3, (), {'x': [1]})
class Re5(list):
    def __init__(s): s.d = {}
    def __setitem__(s, k, v): s.d[k] = v
    def __reduce__(s): return (Re5, (), None, iter([1, [2]]), iter([('k', [3])]))
class ReS:
    def __reduce__(s): return 'global'
class ReX:
    def __reduce_ex__(s, p): print('proto', p); return (ReX, ())
for o in (A([1]), Re(), Re3(), ReX(), ReS()):
    c = copy.copy(o); print(type(c).__name__, c is o, c.__dict__)
    c = copy.deepcopy(o); print(type(c).__name__, c is o, c.__dict__)
c = copy.copy(Re5()); print(list(c), c.d); c = copy.deepcopy(Re5()); print(list(c), c.d)
class Bad1:
    def __reduce__(s): return 3
class Bad2:
    def __reduce__(s): return (Bad2,)
class Bad3:
    def __reduce__(s): return (3, ())
class Bad4:
    def __reduce__(s): return (1,2,3,4,5,6,7)
for b in (Bad1, Bad2, Bad3, Bad4): t(copy.copy, b()); t(copy.deepcopy, b())
class G:
    def __init__(s): s.a = 1
    def __getstate__(s): return {'a': s.a, 'g': True}
    def __setstate__(s, st): print('set', st); s.__dict__.update(st)
c = copy.copy(G()); print(c.__dict__); c = copy.deepcopy(G()); print(c.__dict__)
class G2:
    def __getstate__(s): return None
    def __setstate__(s, st): print('never')
copy.copy(G2())
class G3:
    def __getstate__(s): return 0
    def __setstate__(s, st): print('falsy', st)
copy.copy(G3())
class Sl:
    __slots__ = ('a', '__b', 'c')
    def __init__(s): s.a = [1]; s.__b = 2
o = Sl(); c = copy.copy(o); print(c.a is o.a, c._Sl__b, hasattr(c, 'c')); c = copy.deepcopy(o); print(c.a is o.a, c.a); print(o.__getstate__(), Sl.__slotnames__ if hasattr(Sl, '__slotnames__') else None)
class Sd(Sl):
    pass
o = Sd(); o.z = 5; print(o.__getstate__(), copy.copy(o).z, copy.copy(o).a)
class N:
    def __new__(cls, x): o = super().__new__(cls); o.x = x; print('new', x); return o
    def __getnewargs__(s): return (s.x,)
c = copy.copy(N([1])); c = copy.deepcopy(N([1]))
class Nx:
    def __new__(cls, x, *, k): o = super().__new__(cls); o.x = x; print('newx', x, k); return o
    def __getnewargs_ex__(s): return (s.x,), {'k': 3}
c = copy.copy(Nx([1], k=2)); c = copy.deepcopy(Nx([1], k=2))
class Nb:
    def __getnewargs__(s): return 3
class Nc:
    def __getnewargs_ex__(s): return (1, 2, 3)
class Nd:
    def __getnewargs_ex__(s): return (1, 2)
class Ne:
    def __getnewargs_ex__(s): return ((), 2)
for b in (Nb, Nc, Nd, Ne): t(copy.copy, b())
f = copy.deepcopy
d = {'l': [1]}; d['d'] = d; e = f(d); print(e['d'] is e, e['l'] is d['l'])
l = [1]; l.append(l); m = f(l); print(m[1] is m); tt = ([],); tt[0].append(tt); u = f(tt); print(u[0][0] is u, u is tt)
tp = (1, (2, 3)); print(f(tp) is tp, f((1, [2])) )
memo = {}; x = [[1]]; y = f(x, memo); print(len(memo), memo[id(x)] is y, [type(v).__name__ for v in memo.values()], memo[id(memo)] == [x[0], x] )
print(f(frozenset([1])), f({1, 2}), f(range(3)), f(slice(1, [2])), f(bytearray(b'a')), f(3+1j))
q = deque([[1]], 5); print(f(q), f(q)[0] is q[0], f(OrderedDict(a=[1])), f(defaultdict(list, a=[1])), f(Counter('aab')), f(ChainMap({'a': 1})), f(UserList([1])), f(UserString('x')))
class E(Exception):
    def __init__(s, a, b=2): super().__init__(a); s.b = b
ex = E(1, [3]); c = copy.copy(ex); print(repr(c), c.b, c.b is ex.b); c = f(ex); print(repr(c), c.b is ex.b)
ex = ValueError('x', [1]); ex.__cause__ = KeyError(1); c = f(ex); print(c.args, c.__cause__, c.args[1] is ex.args[1])
ex = FileNotFoundError(2, 'no', 'fn'); c = f(ex); print(c.filename, c.args, c)
print(f(len), f(f) is f, f(A) is A, f(weakref.ref(A)) is weakref.ref(A), f(None), f(...), f(NotImplemented), f(type), f(property()) is None)
a = A([1]); bm = f(a.m); print(bm.__self__ is a, bm()); bm = copy.copy(a.m); print(bm.__self__ is a)
t(f, (i for i in [])); t(copy.copy, (i for i in [])); t(f, copy) ; t(f, {}.keys()); t(f, A.__dict__); t(f, iter); t(f, object()) if 0 else 0
t(lambda: type(f(object()))); t(lambda: type(copy.copy(object())))
t(lambda: f(list.append) is list.append); t(lambda: f(super))
class I(int): pass
class L(list): pass
class D(dict): pass
class T(tuple): pass
class S(set): pass
class St(str): pass
class F(float): pass
class B(bytes): pass
for cls, v in ((I, 3), (L, [1, [2]]), (D, {'a': [1]}), (T, (1, [2])), (S, {1}), (St, 's'), (F, 1.5), (B, b'b')):
    o = cls(v); o.attr = [1]
    for g in (copy.copy, f): c = g(o); print(cls.__name__, repr(c), c.attr is o.attr, c == o, type(c) is cls)
class C:
    def __copy__(s): return 'copied'
    def __deepcopy__(s, memo): return ('deep', type(memo).__name__, len(memo))
print(copy.copy(C()), f(C()), f([C(), C()]))
print(copy.Error, copy.error is copy.Error, copy.__all__ if 0 else '')
o = object(); t(lambda: object.__reduce_ex__(A(1), 2)[2]); t(lambda: A(1).__reduce_ex__(4)[1:]); t(lambda: A(1).__reduce__()[1:]); t(lambda: A(1).__getstate__()); t(lambda: A.__getstate__(A()))
class R2:
    def __reduce__(s): return super().__reduce__()
    def __init__(s): s.q = 1
print(copy.copy(R2()).q)
class R3:
    def __reduce_ex__(s, p): r = super().__reduce_ex__(p); print(len(r), r[1], r[2]); return r
    def __init__(s): s.q = 1
print(f(R3()).q)
class Sing:
    def __reduce__(s): return 'x'
s = Sing(); print(f([s])[0] is s)
class Tree:
    def __init__(s, p=None): s.p = p; s.kids = []; p and p.kids.append(s)
r = Tree(); k = Tree(r); r2 = f(r); print(r2.kids[0].p is r2, r2.kids[0] is k)
if hasattr(copy, 'replace'):
    P = namedtuple('P', 'x y'); print(copy.replace(P(1, 2), x=5)); t(copy.replace, 3, x=1); t(copy.replace); t(copy.replace, P(1,2), z=1)
    class Rp:
        def __replace__(s, **k): return k
    print(copy.replace(Rp(), a=1))
class Wk: pass
w = Wk(); w.r = weakref.ref(w); c = f(w); print(c.r is w.r)
vd = weakref.WeakValueDictionary(a=w); c = copy.copy(vd); print(list(c.items()) == [('a', w)], list(f(vd).keys()))
