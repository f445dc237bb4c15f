import gc
gc.collect(); gc.disable()
class A: pass
a = A(); a.__dict__; a.self = a; del a; print(gc.collect())
a = A(); a.self = a; a.__dict__; del a; print(gc.collect())
a = A(); a.self = a; vars(a); del a; print(gc.collect())
a = A(); a.l = [a]; del a; print(gc.collect())
a = A(); b = A(); a.b = b; b.a = a; c = a; del a, b; print(gc.collect()); del c; print(gc.collect())
def f():
    def g(): return g
    return g
f(); print(gc.collect())
def f():
    x = []
    def g(): return x
    x.append(g)
f(); print(gc.collect())
class B:
    def m(self): pass
b = B(); b.m2 = b.m; del b; print(gc.collect())
l = []; l.append(l); l2 = [l]; del l; print(gc.collect()); del l2; print(gc.collect())
d = {}; d["d"] = d; del d; print(gc.collect())
class C:
    inst = None
C.inst = C(); del C; print(gc.collect())
class D:
    def __init__(self): D.last = self
D(); del D; print(gc.collect())
x = [1]; it = iter(x); x.append(it); del x, it; print(gc.collect())
s = slice([], 1); print(gc.collect())
e = enumerate([]); l = [e]; 
