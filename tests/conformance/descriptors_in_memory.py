import sys, gc
gc.collect(); gc.disable()
class C:
    @property
    def x(self): return 1
    @staticmethod
    def s(a): return a
    @classmethod
    def c(cls): return cls
d = C.__dict__
for n in 'xsc':
    o = d[n]
    print(n, type(o), sys.getsizeof(o), gc.is_tracked(o), sys.getrefcount(o), len(gc.get_referents(o)))
for o in (enumerate([]), zip([]), map(len, []), filter(len, []), reversed([]), reversed(()), iter(len, 1)):
    print(type(o), sys.getsizeof(o), gc.is_tracked(o), gc.get_referents(o) != [])
class D(C):
    def f(self): return super()
s = D().f()
print(sys.getsizeof(s), s, gc.is_tracked(s), len(gc.get_referents(s)))
print(sys.getsizeof(d), type(d))
del C, D, s, d, o
print(gc.collect())
