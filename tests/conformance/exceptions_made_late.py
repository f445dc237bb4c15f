# In 3.11 an exception that C code raises is made when it is handled, after its tracebacks.
import gc
gc.disable()
def young(): return [type(o).__name__ for o in gc.get_objects(0) if type(o).__name__ not in ("list","frame")]
class A: __slots__=()
def it():
    raise IndexError("x")
fs = [lambda: {}[1], lambda: [][0], lambda: None + 1, lambda: None.x, lambda: int("x"), lambda: zz, lambda: next(iter(())), lambda: 1/0, lambda: set().remove(1), lambda: set().pop(), lambda: {}.popitem(), lambda: A().x, lambda: setattr(A(), "x", 1), lambda: [].remove(1), lambda: iter(1), lambda: len(1), lambda: {[]}, lambda: "%d" % "x", lambda: it(), lambda: it(1), lambda: [].index(2)]
for f in fs:
    gc.collect()
    try: f()
    except Exception as e:
        y = young()
        print(type(e).__name__, y)
for f in fs[:12]:
    gc.collect()
    try:
        try: raise ValueError
        except ValueError: f()
    except Exception as e:
        y = young()
        print(type(e).__name__, y)
