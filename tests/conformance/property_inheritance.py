class A:
    def __init__(self): self._v = 0
    @property
    def v(self): return self._v
    @v.setter
    def v(self, x):
        if x < 0: raise ValueError("negative")
        self._v = x
a = A(); a.v = 3; print(a.v); a.v += 1; print(a.v)
try: a.v = -1
except ValueError as e: print(e)
class B(A):
    @property
    def v(self): return super().v * 10
b = B(); print(b.v)
try: b.v = 5
except AttributeError as e: print(e)
class C(A):
    @A.v.getter
    def v(self): return "C"
c = C(); c.v = 7; print(c.v, c._v)
print(isinstance(A.v, property), A.__dict__["v"].fget(a), A.v.fset is not None)
a.w
