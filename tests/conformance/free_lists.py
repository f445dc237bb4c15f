# which dead objects are kept for reuse, and so are not counted when they come back
import gc
gc.disable()
class A:
    def m(self): pass
def c():
    return gc.get_count()[0]
a = A()
def measure(name, make):
    gc.collect(); gc.collect()
    c()
    out = []
    for n in (1, 25, 25, 3):
        keep = [None]*n
        s = c()
        i = 0
        while i < n:
            keep[i] = make()
            i = i + 1
        t = c()
        keep = None
        u = c()
        out.append((t-s, u-t))
    gc.collect()
    s = c()
    x = make()
    t = c()
    print(name, out, t-s)
    x = None
tup = (1,2); lst=[1]; d={1:2}; st={1}
measure("tuple_iter", lambda: iter(tup))
measure("list_iter", lambda: iter(lst))
measure("dict_iter", lambda: iter(d))
measure("set_iter", lambda: iter(st))
measure("str_iter", lambda: iter("abc"))
measure("slice", lambda: slice(1, 2))
measure("method", lambda: a.m)
measure("builtin", lambda: lst.append)
measure("view", lambda: d.keys())
measure("set", lambda: set())
measure("instance", lambda: A())
measure("frozenset", lambda: frozenset([1]))
measure("lambda", lambda: (lambda: 1))
import weakref
measure("weakref", lambda: weakref.ref(a, a.m))
class L(list): pass
measure("list sub", lambda: L())
measure("list", lambda: [])
class D(dict): pass
measure("dict sub", lambda: D())
measure("exc", lambda: ValueError())
def cell():
    x = 1
    def f(): return x
    return f
measure("closure", cell)
