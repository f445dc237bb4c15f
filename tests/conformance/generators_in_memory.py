import gc, sys, weakref
gc.collect()
gc.disable()
class N:
    def __init__(s, n): s.n = n
    def __del__(s): print('del', s.n)
def kinds(l): return [type(o).__name__ for o in l]
def g(a, b):
    c = N('c')
    x = yield a
    yield c
def h(n):
    yield n
def fresh():
    return g(N('a'), N('b'))
i = fresh()
print('created', gc.is_tracked(i), sys.getsizeof(i), sys.getrefcount(i), gc.get_referents(i).__len__())
print(kinds(gc.get_referents(i)))
next(i)
print(kinds(gc.get_referents(i)), sys.getsizeof(i))
f = i.gi_frame
print(gc.is_tracked(f), sys.getrefcount(f), f.f_back, f.f_lineno, sorted(f.f_locals), gc.get_referents(f).__len__())
print(kinds(gc.get_referents(i)))
print('dropping')
del i
print('frame', gc.is_tracked(f), sys.getrefcount(f), f.f_lineno)
del f
print('gone')
# order of frees
j = fresh(); next(j)
print('close')
j.close()
print('closed', kinds(gc.get_referents(j)), j.gi_frame, j.gi_code.co_name)
j = fresh(); next(j); next(j)
print('exhaust')
print(next(j, 'end'))
print('exhausted', kinds(gc.get_referents(j)))
j = fresh()
print('never begun')
del j
j = fresh()
j.close()
print('closed before', kinds(gc.get_referents(j)), j.gi_frame)
del j
print(sys.getrefcount(h))
k = h(1)
print(sys.getrefcount(h), sys.getrefcount(h.__code__))
next(k)
print(sys.getrefcount(h), sys.getrefcount(h.__code__))
next(k, 0)
print(sys.getrefcount(h), sys.getrefcount(h.__code__))
del k
print(sys.getrefcount(h), sys.getrefcount(h.__code__))
# cycle
gc.collect()
def cyc():
    me = yield
    n = N('in cycle')
    try:
        yield
    finally:
        print('finally', type(me).__name__)
c = cyc(); next(c); c.send(c)
w = weakref.ref(c, lambda r: print('weakref'))
del c
print(gc.collect(), w())
c = cyc(); next(c)
w = weakref.ref(c, lambda r: print('weakref'))
del c
l = []
c = (x for x in [l, 1]); next(c); l.append(c)
del c, l
print('genexp cycle', gc.collect())
c = h(2)
class M: pass
m = M(); m.g = c; c = None
m.h = h(m); next(m.h)
del m
print('m', gc.collect())
# counts
gc.collect()
n0 = gc.get_count()[0]
gs = [h(q) for q in range(20)]
n1 = gc.get_count()[0]
for q in gs: next(q)
n2 = gc.get_count()[0]
for q in gs: q.gi_frame
n3 = gc.get_count()[0]
del gs, q
n4 = gc.get_count()[0]
print(n1 - n0, n2 - n1, n3 - n2, n4 - n3)
for fn in (g, h, cyc):
    print(fn.__name__, fn.__code__.co_stacksize, fn.__code__.co_flags)
a = 1
print(sys.getsizeof(x for x in []), sys.getsizeof((x, y) for x in [] for y in x), sys.getsizeof(a+x*2 for x in [] if x))
def locals_order():
    a = N(1); b = N(2); c = N(3)
    yield
    d = N(4)
    yield
o = locals_order(); next(o); next(o)
del o
def stack_order():
    x = [N('s1'), (yield 1), N('s2')]
    yield x
o = stack_order(); next(o)
print('stack'); del o
o = stack_order(); next(o); o.send(N('s3')); print('stack2'); del o
def ret():
    n = N('local'); r = N('ret')
    yield 1
    return r
for z in ret(): pass
print('after for')
gc.collect()
before = len(gc.get_objects())
y1 = h(1); y2 = h(2)
objs = [o for o in gc.get_objects(0) if type(o).__name__ == 'generator']
print(len(objs), objs[0] is y1, objs[1] is y2)
print(gc.is_finalized(y1)); del objs
gc.collect(0)
print([type(o).__name__ for o in gc.get_objects(1) if o is y1 or o is y2])
def res():
    try: yield 1
    finally:
        global saved
        saved = sys._getframe() if hasattr(sys, '_getframe') else None
r = res(); next(r); del r
def running():
    n = N('r')
    yield len(gc.get_referents(me)), me.gi_running
me = running()
print(next(me))
