import weakref, gc, sys
gc.disable(); gc.collect()
class A:
    def __init__(s, n): s.n = n
    def __repr__(s): return 'A%s' % s.n
    def m(s): return 'm' + str(s.n)
def kinds(l): return [type(o).__name__ for o in l]
a, b = A(1), A(2)
d = weakref.WeakKeyDictionary()
d[a] = 'one'; d[b] = 'two'
print(len(d), list(d.items()), list(d.keys()), list(d.values()), a in d, d[a], d.get(3 if 0 else b), sys.getrefcount(a))
it = iter(d)
print(next(it)); del a
print(len(d), gc.collect())
print(list(it))
del it
print(len(d), list(d))
s = weakref.WeakSet([b])
c = A(3); s.add(c)
print(len(s), sorted(x.n for x in s), c in s, b in s, 5 in s)
del c
print(len(s), list(s))
x = A(4); x.me = x; s.add(x); d[x] = 'x'; del x
print(len(s), len(d)); print(gc.collect(), len(s), len(d))
f = weakref.finalize(b, print, 'finalized', 1, sep='-')
print(f.alive, f.atexit, f.peek()[0] is b, f.peek()[1:])
g = weakref.finalize(b, print, 'second')
h = weakref.finalize(b, print, 'detached'); print(h.detach()[0] is b, h.alive)
i = A(9); k = weakref.finalize(i, lambda: 'ret'); print(k(), k(), k.alive)
print(weakref.getweakrefcount(b))
del b
print(f.alive, f(), len(d), len(s), g)if 0 else print(f.alive, f(), len(d), len(s))
o = A(5)
wm = weakref.WeakMethod(o.m, lambda r: print('method gone'))
print(wm()(), wm() == o.m, sys.getsizeof(wm), type(wm()).__name__, weakref.WeakMethod(o.m) == wm, hash(wm) == hash(weakref.ref(o)))
print(kinds(gc.get_referents(wm)))
del o
print(wm())
v = weakref.WeakValueDictionary()
p, q = A(6), A(7); v['p'] = p; v['q'] = q
for key, val in v.items():
    print(key, val)
    if key == 'p': del q
del val
print(len(v), list(v.keys()), list(v.valuerefs())[0]() is p)
it = v.values(); print(next(it)); del p; print(len(v)); del it; print(len(v))
class Owner:
    def __init__(s): s.kids = weakref.WeakSet(); s.fin = weakref.finalize(s, print, 'owner gone')
    def add(s, k): s.kids.add(k); k.owner = s
ow = Owner(); kid = A(8); ow.add(kid)
print(gc.collect()); del ow; print('del'); print(gc.collect()); del kid; print(gc.collect())
try: weakref.WeakSet().add(1)
except TypeError as e: print(e)
m = [A(i) for i in range(3)]
ws = weakref.WeakSet(m)
print(len(ws - {m[0]}), len(ws & {m[0], m[1]}), len(ws | {m[0]}))
z = A(10)
weakref.finalize(z, print, 'at exit 1')
y = A(11)
weakref.finalize(y, print, 'at exit 2')
n = weakref.finalize(y, print, 'never'); n.atexit = False
print('end')
