import sys
class A:
    def __init__(self): self.r = sys.getrefcount(self)
class B(A):
    def __init__(self): super().__init__(); self.q = sys.getrefcount(self)
class D(A):
    def __init__(self, x): A.__init__(self); self.x = sys.getrefcount(x)
a = A(); b = B(); l = []; d = D(l); print(a.r, b.r, b.q, d.r, d.x)
a = A(); b = B(); d = D(l); print(a.r, b.r, b.q, d.r, d.x)
for i in range(3): a = A(); b = B(); d = D(l)
print(a.r, b.r, b.q, d.r, d.x)
