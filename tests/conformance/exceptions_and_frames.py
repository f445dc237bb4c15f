import gc, sys
class N:
    def __init__(s, n): s.n = n
    def __repr__(s): return 'N(%s)' % s.n
    def __del__(s): print('del', s.n)
gc.disable(); gc.collect()
def deep(n):
    local = N(n)
    if n == 0: raise ValueError('deep', 1)
    deep(n - 1)
def kinds(l): return [type(o).__name__ for o in l]
try: deep(2)
except ValueError as e:
    tb = e.__traceback__
    while tb:
        f = tb.tb_frame
        print(tb.tb_lineno, f.f_code.co_name, f.f_lineno, f.f_locals.get('local'), f.f_back is None, kinds(gc.get_referents(tb)), sys.getrefcount(f))
        tb = tb.tb_next
    del f
print('handled')
def keeps():
    try: deep(1)
    except ValueError as e: return e
k = keeps()
print(kinds(gc.get_referents(k)), sys.getrefcount(k), sys.getsizeof(k.__traceback__))
print(kinds(gc.get_referents(k.__traceback__)), k.__traceback__.tb_frame.f_code.co_name)
print(kinds(gc.get_referents(k.__traceback__.tb_frame)))
k.__traceback__ = None
print('no traceback')
k = keeps()
k.__traceback__.tb_frame.clear()
print('cleared')
k.__traceback__.tb_next.tb_frame.clear()
print('cleared 2')
del k
print(gc.collect())
def cyc():
    x = N('in cyc')
    try: raise KeyError('k')
    except KeyError as e: err = e
cyc()
print('left', gc.collect())
# chaining
def chain():
    try:
        try: 1/0
        except ZeroDivisionError as e:
            raise TypeError('second')
    except TypeError as t:
        print(repr(t.__context__), t.__cause__, t.__suppress_context__, sys.getrefcount(t.__context__))
        c = t.__context__
        try: raise OSError('third') from t
        except OSError as o:
            print(repr(o.__cause__), repr(o.__context__), o.__suppress_context__)
        return c
c = chain(); print(sys.getrefcount(c), c.__traceback__.tb_lineno); del c
print(gc.collect())
e = ValueError('a'); f = KeyError('b'); e.__cause__ = f; f.__context__ = e
del e, f
print('exc cycle', gc.collect())
s = StopIteration(N('value'))
print(sys.getrefcount(s.value), kinds(gc.get_referents(s)))
del s
x = SystemExit(3); print(x.code, kinds(gc.get_referents(x)))
try: undefined
except NameError as n: print(n.name, kinds(gc.get_referents(n)))
try: (1).foo
except AttributeError as n: print(n.name, n.obj, kinds(gc.get_referents(n)))
def info():
    print(sys.exc_info())
    try: raise ValueError
    except ValueError:
        t, v, tb = sys.exc_info()
        print(t, repr(v), tb.tb_lineno, sys.getrefcount(v))
    print(sys.exc_info())
info()
print('exc_info cycle', gc.collect())
def fr():
    f = sys._getframe()
    print(f.f_code.co_name, f.f_back.f_code.co_name, f.f_lineno, sys.getrefcount(f), gc.is_tracked(f))
    return f
f = fr()
print(repr(f.f_back)[:10], gc.is_tracked(f), sys.getrefcount(f), kinds(gc.get_referents(f)), sys.getsizeof(f))
del f
print('frame cycle', gc.collect())
def outer():
    v = N('outer local')
    return inner()
def inner(): return sys._getframe(1)
o = outer()
print(o.f_code.co_name, o.f_locals['v'].n, o.f_globals is globals(), o.f_builtins is not None, o.f_lasti > 0)
del o
try:
    try: raise KeyError(1)
    finally: print('fin', sys.exc_info()[0])
except KeyError: pass
class E(Exception):
    def __init__(s, a, b): super().__init__(a); s.b = b
try: raise E(1, 2)
except E as e2: print(e2.args, e2.b, str(e2), repr(e2), sys.getsizeof(e2), kinds(gc.get_referents(e2)))
e = ValueError(1); e.add_note('hi'); e.add_note('ho'); print(e.__notes__, e.__dict__)
try: e.add_note(1)
except TypeError as t: print(t)
try: raise 1
except TypeError as t: print(t)
try: raise ValueError from 1
except TypeError as t: print(t)
try:
    try: raise ValueError('v')
    except ValueError: raise
except ValueError as v: print(v, v.__context__, v.__traceback__.tb_lineno, v.__traceback__.tb_next)
