import gc, sys
class N:
    def __init__(s, n): s.n = n
    def __del__(s): print('del', s.n)
gc.disable()
gc.collect()
# generator that is closed by the collector
def cyc(tag):
    me = yield
    n = N(tag)
    try: yield
    finally: print('finally', tag, me is not None)
a = cyc('a'); next(a); a.send(a)
b = cyc('b'); next(b); b.send([b])
del a, b
print(gc.collect())
# two in each other
def pair(tag):
    other = yield
    try: yield
    except GeneratorExit: print('exit', tag, other.gi_frame is None); raise
x, y = pair('x'), pair('y')
next(x); next(y); x.send(y); y.send(x)
del x, y
print(gc.collect(), gc.garbage)
# resurrected by its own finally
saved = []
def res():
    me = yield
    try: yield
    finally: saved.append(me)
r = res(); next(r); r.send(r)
del r
print(gc.collect(), len(saved), saved[0].gi_frame, gc.is_finalized(saved[0]), gc.is_tracked(saved[0]))
print([i for i in range(3) if any(o is saved[0] for o in gc.get_objects(i))])
saved.clear()
def resref():
    try: yield
    finally: saved.append(sys.exc_info()[1].__traceback__.tb_frame)
r = resref(); next(r); del r
print(saved[0].f_code.co_name, gc.is_tracked(saved[0]), saved[0].f_back is None)
saved.clear()
# exception holds the frame of a generator
def fails():
    big = N('big')
    yield 1
    raise ValueError
try:
    for _ in fails(): pass
except ValueError as e: err = e
print('caught', err.__traceback__.tb_next.tb_frame.f_locals['big'].n, gc.is_tracked(err.__traceback__.tb_next.tb_frame))
del err
print('after err')
# yielding inside except: whose exception
def inside():
    try: raise KeyError('k')
    except KeyError as e:
        yield sys.getrefcount(e)
g = inside()
print(next(g))
print(sys.exc_info())
del g
# in the middle of an expression, held args
def mid():
    return_value = f2(N('arg1'), (yield), N('arg2'))
    yield return_value
def f2(*a): return len(a)
m = mid(); next(m); del m
m = mid(); next(m); print(m.send(N('sent'))); del m
# pipelines
def source(n):
    for i in range(n): yield N(i)
def keep(it):
    for o in it:
        if o.n % 2: yield o
for o in keep(source(4)): print('got', o.n)
del o
print('pipeline')
p = keep(source(4)); print(next(p).n); del p
print('partial')
z = (N(i) for i in range(2)); print(next(z).n); del z
# counts of an unfinished consumer
def c():
    l = [0] * 10
    yield l
gens = [c() for _ in range(3)]
lists = [next(q) for q in gens]
print([sys.getrefcount(q) for q in lists])
del gens
print([sys.getrefcount(q) for q in lists])
# closure
def outer():
    v = N('cell')
    def gen():
        yield v
    return gen()
o = outer()
print([type(t).__name__ for t in gc.get_referents(o)])
print(next(o).n)
print([type(t).__name__ for t in gc.get_referents(o)])
del o
class C:
    def __init__(s): s.it = s.run()
    def run(s):
        yield 1
    def __del__(s): print('C del')
k = C(); del k
print('cycle', gc.collect())
k = C(); next(k.it); del k
print('cycle', gc.collect())
print(sum(1 for _ in range(5)), gc.collect())
