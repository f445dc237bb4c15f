import sys, gc
class A: pass
print(sys.getrefcount(A))
a = A()
print(sys.getrefcount(A))
b = A()
print(sys.getrefcount(A))
class B(A): pass
print(sys.getrefcount(A), sys.getrefcount(B))
class C(B): pass
print(sys.getrefcount(A), sys.getrefcount(B), sys.getrefcount(C))
del C
print(sys.getrefcount(B), gc.collect(), sys.getrefcount(B), sys.getrefcount(A))
del B
print(gc.collect(), sys.getrefcount(A))
del a, b
print(sys.getrefcount(A))
class D:
    def f(self): pass
    def g(self): pass
print(sys.getrefcount(D), sys.getrefcount(D.f), sys.getrefcount(D().f))
d = D()
m = d.f
print(sys.getrefcount(D), sys.getrefcount(d), sys.getrefcount(D.f))
class E(A, D): pass
print(sys.getrefcount(A), sys.getrefcount(D), sys.getrefcount(E))
print(E.__mro__[1].__name__, E.__bases__[1].__name__)
