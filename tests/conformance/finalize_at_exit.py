# Callbacks of atexit and weakref.finalize: which are called, and what dies behind them.
import atexit, weakref, gc, sys
class A:
    def __init__(s, n): s.n = n
    def __del__(s): print('del', s.n)
    def m(s): print('method', s.n)
def cb(*a, **k): print('cb', a, k)
a = A(1); b = A(2); c = A(3)
atexit.register(cb, 1, 2, x=3); atexit.register(a.m); atexit.register(cb)
f1 = weakref.finalize(a, cb, 'a'); f2 = weakref.finalize(b, cb, 'b'); f3 = weakref.finalize(c, cb, 'c', k=1)
f2.atexit = False
print([type(x).__name__ for x in gc.get_referrers(cb)] if 0 else '', sys.getrefcount(cb) > 3)
@atexit.register
def late():
    print('late'); weakref.finalize(a, cb, 'too late?'); atexit.register(cb, 'never')
atexit.unregister(cb)
atexit.register(cb, 'again'); n = atexit._ncallbacks()
class F(weakref.finalize): pass
x = A(4); F(x, cb, 'sub'); del x
y = [A(5)]; y.append(y); weakref.finalize(y[0], cb, 'in cycle'); del y; gc.collect()
z = A(6); fz = weakref.finalize(z, lambda: print('fz', fz.alive)); z = None
def again(o): print('called', o.alive if o else None)
w = A(7); fw = weakref.finalize(w, print, 'w'); print(fw.peek()[1:], fw.detach()[2:], fw.alive, fw.peek())
g = weakref.finalize(w, cb, w=1); print(g.peek()[3], g.peek()[2])
print(weakref.finalize.__mro__, len(weakref.finalize._registry))
try: g.foo = 1
except AttributeError as e: print(e)
try: weakref.finalize(obj=w, func=cb)
except TypeError as e: print(e)
