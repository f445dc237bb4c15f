# Which attributes a copy asks for, and copies of what a proxy stands for.
import copy, weakref, gc
class P:
    __slots__ = ("n", "x", "y", "__weakref__")
    def __getattr__(self, name):
        print("missed", name)
        raise AttributeError(name)
class Q:
    def __getattr__(self, name):
        print("missed", name)
        raise AttributeError(name)
class R(P):
    pass
class S:
    def __getattr__(self, name):
        print("missed", name)
        return None
class E(ValueError):
    def __getattr__(self, name):
        print("missed", name)
        raise AttributeError(name)
class L(list):
    def __getattr__(self, name):
        print("missed", name)
        raise AttributeError(name)
for cls in (P, Q, R, E, L):
    print("--", cls.__name__)
    o = cls()
    copy.copy(o)
    print("deep")
    copy.deepcopy(o)
    o.n = [1]
    print("state")
    print(copy.copy(o).n is o.n)
    print("deep")
    print(copy.deepcopy(o).n)
s = S()
print("S")
try:
    c = copy.copy(s)
    print(type(c))
except Exception as e: print(type(e).__name__, e)
class T:
    pass
for o in (T(), {1}, L([1])):
    try: o.x = 5
    except AttributeError: pass
    p = weakref.proxy(o)
    for f in (copy.copy, copy.deepcopy):
        c = f(p)
        print(type(c).__name__, c is o, type(c) is type(o), getattr(c, "x", 0), len(gc.get_referents(c)))
    del o, c
    for f in (copy.copy, copy.deepcopy):
        try: print(type(f(p)).__name__)
        except ReferenceError as e: print(e)
for d in ({1: 2}.keys(), {1: 2}.values(), {1: 2}.items(), (i for i in ()), lambda: 0, len, weakref.ref(T), type):
    for f in (copy.copy, copy.deepcopy):
        try: print(type(d).__name__, f(d) is d)
        except Exception as e: print(type(e).__name__, e)
t = T()
a = [t, t, {"k": t}, (t, 1), (1, 2)]
t.a = a
b = copy.deepcopy(a)
print(b[0] is b[1], b[0] is b[2]["k"], b[3][0] is b[0], b[4] is a[4], b[0].a is b, b[0] is t)
e = E("a", [1])
e.x = [e]
print(copy.copy(e).args, copy.copy(e).x is e.x, copy.deepcopy(e).x[0].args, copy.deepcopy(e).args[1] is e.args[1])
