import gc
gc.collect(); gc.disable()
class N:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
a = N("a"); b = N("b"); a.o = b; b.o = a
del a, b; print("collecting"); print(gc.collect())
c = N("c"); c = None; d = N("d"); d = N("d2"); print("end")
def f():
    x = N("x"); y = N("y"); z = N("z")
    return 1
f()
l = [N(i) for i in range(3)]; del l
l = [N(i) for i in range(3)]; l.clear()
t = (N(7), N(8)); del t
dd = {i: N(i) for i in range(2)}; del dd
s = N("s"); e = s; del s; print("still"); del e
