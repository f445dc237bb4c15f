import sys
class C:
    @property
    def p(self): return sys.getrefcount(self)
    @classmethod
    def k(cls): return sys.getrefcount(cls)
    @staticmethod
    def s(o): return sys.getrefcount(o)
    def m(self): return sys.getrefcount(self)
c = C()
print(c.p, c.m(), C.s(c), c.s(c), C.k(), c.k(), C.m(c))
print(c.p, c.m(), C.s(c), c.s(c), C.k(), c.k(), C.m(c))
def f():
    o = C(); return o.p, o.m(), C.s(o), o.s(o), C.m(o)
print(f())
