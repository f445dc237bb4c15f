import sys
class A: pass
a = A(); a.__dict__; print(sys.getsizeof(a.__dict__)); a.x = 1; print(sys.getsizeof(a.__dict__)); a.y = 1; print(sys.getsizeof(a.__dict__))
b = A(); b.z = 1; print(sys.getsizeof(b.__dict__))
for i in range(40): setattr(b, "n%d" % i, i)
print(sys.getsizeof(b.__dict__)); d = dict(b.__dict__); print(sys.getsizeof(d)); c = b.__dict__.copy(); print(sys.getsizeof(c))
a.__dict__[1] = 2; print(sys.getsizeof(a.__dict__)); a.__dict__.clear(); print(sys.getsizeof(a.__dict__))
class B:
    def __init__(self): self.a = 1; self.b = 2; self.c = 3
x = B(); print(sys.getsizeof(x), sys.getsizeof(x.__dict__)); del x.a; print(sys.getsizeof(x.__dict__)); x.q = 3; print(sys.getsizeof(x.__dict__))
y = B(); d = vars(y); d["new"] = 4; print(y.new, sys.getsizeof(d)); d.update(k=1, l=2); print(sys.getsizeof(d))
class L(list): pass
l = L(); l.a = 1; print(sys.getsizeof(l.__dict__))
class E(Exception): pass
e = E(); e.x = 1; print(sys.getsizeof(e.__dict__))
def f(): pass
f.a = 1; print(sys.getsizeof(f.__dict__))
