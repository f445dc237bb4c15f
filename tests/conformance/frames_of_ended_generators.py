# The frame of a generator that somebody has as an object, when the generator ends or goes.
import gc
import sys

r = sys.getrefcount
class O:
    def __del__(s): print("del")
def names(l): return [type(x).__name__ for x in l]
def plain(a):
    b = [1]
    yield a
def mid(a):
    b = [1]
    x = (a, (yield), b)
def tried(a):
    b = [1]
    try: yield a
    finally: c = [2]; print("fin")
for g in plain, mid, tried:
    for how in range(4):
        a = O()
        it = g(a)
        if how != 3: next(it)
        fr = it.gi_frame
        print(g.__name__, how, names(gc.get_referents(fr)), r(a), r(fr), gc.is_tracked(fr))
        if how == 1: it.close()
        elif how == 2:
            try: it.throw(ValueError)
            except ValueError: pass
        else: del it
        print(names(gc.get_referents(fr)), r(a), r(fr), gc.is_tracked(fr), sorted(fr.f_locals), fr.f_back is None, how == 3 or fr.f_lineno)
        it = None
        print(names(gc.get_referents(fr)), r(a), r(fr), gc.is_tracked(fr))
        del a
        try: fr.clear()
        except RuntimeError as e: print(e)
        print(names(gc.get_referents(fr)), sorted(fr.f_locals))
        del fr
def cyc():
    me = (yield)
    k = yield
it = cyc(); next(it); it.send(it); fr = it.gi_frame; me = fr.f_locals["me"] is it; del it; print(gc.collect()); print(names(gc.get_referents(fr))); del fr; print(gc.collect())
it = cyc(); next(it); it.send(it); it.gi_frame; del it; print(gc.collect())
it = cyc(); next(it); fr = it.gi_frame; it.send(fr); del it; print(names(gc.get_referents(fr))); del fr; print(gc.collect())

def g(a):
    b = [1]
    c = 1.5
    d = "a text, long"
    f(a, b, (yield 2.5), c)
    yield a
    x = (a, (yield), b)

def f(*args):
    pass

a = O()
it = g(a)
for i in range(3):
    next(it)
    print(names(gc.get_referents(it)), names(gc.get_referents(it.gi_frame)), r(a))
print([type(o).__name__ for o in gc.get_referrers(a)], r(a))
fr = it.gi_frame
del it
print(names(gc.get_referents(fr)), r(a), r(fr.f_locals["c"]), r(fr.f_locals["d"]))
fr.clear()
print(names(gc.get_referents(fr)), r(a))

def running():
    x = 1.5
    y = [x]
    z = "long text"
    return sys._getframe(), gc.get_referents(sys._getframe())

fr, l = running()
print(names(l), names(gc.get_referents(fr)), r(fr.f_locals["x"]))
