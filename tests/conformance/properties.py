class C:
    def __init__(self): self._x = 1
    @property
    def x(self):
        "the x"
        return self._x
    @x.setter
    def x(self, v):
        print("set", v); self._x = v
    @x.deleter
    def x(self):
        print("del"); del self._x
c = C()
print(c.x); c.x = 5; print(c.x); del c.x
try: print(c.x)
except AttributeError as e: print(e)
print(C.x.__doc__, C.x.fget.__name__, C.x.fset.__qualname__, C.x.fdel is None)
class D:
    @property
    def y(self): return 1
d = D()
try: d.y = 2
except AttributeError as e: print(e)
try: del d.y
except AttributeError as e: print(e)
print(d.y, type(D.y))
z = property(doc="hello")
print(z.__doc__, z.fget)
class E: z = z
try: E().z
except AttributeError as e: print(e)
d.y = 3
