import copy, gc, sys
gc.disable(); gc.collect()
def kinds(l): return [type(o).__name__ for o in l]
class A:
    def __init__(s, v): s.v = v; s.l = [v]
a = [1, [2, [3]], 'x', (1, [2]), {'k': [4]}, {5}]
b = copy.copy(a); c = copy.deepcopy(a)
print(b == a, c == a, b[1] is a[1], c[1] is a[1], c[3] is a[3], c[4]['k'] is a[4]['k'], c[2] is a[2])
print(sys.getrefcount(a[1]), sys.getrefcount(c[1]))
t = (1, 'a', (2, 3)); print(copy.copy(t) is t, copy.deepcopy(t) is t)
x = A(7); x.me = x
y = copy.copy(x); z = copy.deepcopy(x)
print(y.l is x.l, z.l is x.l, z.me is z, y.me is x, vars(z).keys(), type(z))
del x, y, z
print(gc.collect())
x = A(1); y = copy.copy(x); print(kinds(gc.get_referents(x)), kinds(gc.get_referents(y)))
l = []; l.append(l); m = copy.deepcopy(l); print(m[0] is m, len(m)); del l, m; print(gc.collect())
class S:
    __slots__ = ('p', 'q')
s = S(); s.p = [1]; s2 = copy.copy(s); s3 = copy.deepcopy(s); print(s2.p is s.p, s3.p is s.p, s3.p, hasattr(s3, 'q'))
class H:
    def __copy__(s): return 'copied'
    def __deepcopy__(s, memo): return 'deep'
print(copy.copy(H()), copy.deepcopy([H()]))
class L(list): pass
q = L([1, [2]]); q.tag = 'a'; r = copy.copy(q); d = copy.deepcopy(q); print(r, r.tag, type(r).__name__, d[1] is q[1], r[1] is q[1])
class D(dict): pass
e = D(a=[1]); f = copy.deepcopy(e); print(f, type(f).__name__, f['a'] is e['a'])
print(copy.copy({1: [2]}), copy.deepcopy({1, 2}), copy.copy(frozenset([1])), copy.deepcopy(None), copy.copy(A) is A, copy.deepcopy(len) is len)
shared = [0]; n = copy.deepcopy([shared, shared]); print(n[0] is n[1], n[0] is shared)
ex = ValueError('m', 1); ey = copy.copy(ex); print(repr(ey), ey is ex)
def fn(): pass
print(copy.copy(fn) is fn)
def g(): yield
try: copy.copy(g())
except TypeError as e: print(e)
print(copy.replace if 0 else copy.Error.__name__)
