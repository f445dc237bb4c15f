class A:
    def __init__(self, x): print("A.init", x); self.x = x
    def hello(self): return "A.hello"
    @classmethod
    def make(cls, x): print("make", cls.__name__); return cls(x)
    @staticmethod
    def add(a, b): return a + b
class B(A):
    def __init__(self, x, y): super().__init__(x); self.y = y
    def hello(self): return "B>" + super().hello()
    @classmethod
    def make(cls, x): return super().make(x)
class C(B):
    def __init__(self, x): super(C, self).__init__(x, 2)
    def hello(self): return "C>" + super(C, self).hello()
c = C(1); print(c.hello(), c.x, c.y, C.add(1, 2), c.add(3, 4))
d = C.make(9); print(d.x)
print(super(B, c).hello(), super(B, c))
class D:
    def f(self): return super().nothing
try: D().f()
except AttributeError as e: print(e)
try: super(A, 5)
except TypeError as e: print(e)
try: super()
except RuntimeError as e: print(e)
def g(): super()
try: g()
except RuntimeError as e: print(e)
class E(Exception):
    def __init__(self, msg, code): super().__init__(msg); self.code = code
try: raise E("oops", 3)
except E as e: print(e, e.args, e.code, repr(e))
class L(list):
    def append(self, x): print("append", x); super().append(x)
l = L(); l.append(1); print(l)
class N:
    def __new__(cls, *a): print("new", a); return super().__new__(cls)
    def __init__(self, *a): print("init", a)
N(1, 2)
class S:
    _inst = None
    def __new__(cls):
        if cls._inst is None: cls._inst = super().__new__(cls)
        return cls._inst
print(S() is S())
