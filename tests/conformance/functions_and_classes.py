def f(a, b=2, *args, c, d=4, **kw): return a, b, args, c, d, kw
print(f(1, c=3), f(1, 2, 3, 4, c=5, e=6), f(*[1, 2], **{"c": 3}))
def g(a, /, b, *, c): return a, b, c
print(g(1, 2, c=3), g(1, b=2, c=3))
try: g(a=1, b=2, c=3)
except TypeError as e: print(e)
try: f()
except TypeError as e: print(e)
try: f(1, 2, a=3, c=1)
except TypeError as e: print(e)
def h(x=[]): x.append(1); return x
h(); print(h(), h.__defaults__, f.__kwdefaults__, f.__name__, f.__qualname__, f.__doc__, f.__module__)
def k():
    "doc"
    def inner(): pass
    return inner
print(k.__doc__, k().__qualname__, k().__name__, k.__code__.co_argcount, k.__code__.co_varnames)
class C:
    "class doc"
    def m(self): "m doc"
print(C.__doc__, C.m.__doc__, C.__name__, C.__qualname__, C.__module__, C.__bases__, C().m.__func__ is C.m, C().m.__self__.__class__ is C, C.m.__qualname__)
c = C(); c.x = 1; print(c.__dict__, hasattr(c, "x"), getattr(c, "y", 0)); setattr(c, "y", 2); print(c.y); delattr(c, "y"); print(hasattr(c, "y"))
class D: 
    def hi(self): return "D"
c.__class__ = D; print(c.hi(), c.x, type(c).__name__, isinstance(c, C))
C.new = lambda self: "new"; print(C().new()); del C.new
print(callable(C), callable(c), id(c) == id(c), type(C), type(type), isinstance(C, type), issubclass(bool, int))
