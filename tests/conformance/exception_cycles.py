import gc, sys
gc.collect(); gc.disable()
def f():
    try: raise ValueError("x")
    except ValueError as e: saved = e
f(); print(gc.collect())
def g():
    raise ValueError("x")
def f2():
    try: g()
    except ValueError as e: saved = e
f2(); print(gc.collect())
def f3():
    try: 1/0
    except ZeroDivisionError as e: pass
f3(); print(gc.collect())
class E(Exception): pass
def f4():
    try: raise E
    except E as e:
        e.me = e
f4(); print(gc.collect())
def f5():
    try:
        try: raise ValueError
        except ValueError: raise KeyError
    except KeyError as e: s = e
f5(); print(gc.collect())
def f6():
    e = None
    try: raise ValueError
    except ValueError as err: e = err
    return e
x = f6(); print(gc.collect()); print(sys.getrefcount(x), x.__traceback__.tb_frame.f_code.co_name); del x; print(gc.collect())
