# exceptions in callbacks are printed and forgotten
import gc
import weakref
gc.disable()

class C:
    pass

class N:
    def __call__(self, r):
        raise KeyError(1)
    def __repr__(self):
        return "<N>"

def boom(r):
    raise ValueError("in callback")

boom.__qualname__ = "boom"
gc.collect()
try:
    c = C()
    r = weakref.ref(c, N())
    del c
    print("goes on")
    gc.collect()
    c = C()
    c.me = c
    r = weakref.ref(c, N())
    del c
    print(gc.collect())
    c = C()
    r = weakref.ref(c, 5)
    q = weakref.ref(c, N())
    del c
    print("goes on")
except Exception as error:
    print("never", error)
try:
    c = C()
    r = weakref.ref(c, N())
    raise ValueError("outer")
except ValueError as error:
    del c
    print(error, error.__context__)
raise SystemExit(1)
