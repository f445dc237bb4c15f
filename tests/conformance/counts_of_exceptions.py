import gc
class E(Exception): pass
class A:
    def __init__(self, i): self.i = i; self.c = [self]
    def __del__(self): pass
def f(i):
    try: raise E(i)
    except E as e: saved = e
def g(i):
    try: raise E(i)
    except E as e: pass
def work(n):
    o = []
    for i in range(n):
        o.append(gc.get_count()[0])
        a = A(i); b = {"a": a}; t = (a, b)
    return o
gc.collect(); gc.disable()
l = [0] * 20
for i in range(6): l[i] = gc.get_count()[0]; g(i)
for i in range(6, 12): l[i] = gc.get_count()[0]; f(i)
l[12] = gc.get_count()[0]; gc.collect(0); l[13] = gc.get_count()[0]; f(1); l[14] = gc.get_count()[0]; f(1); l[15] = gc.get_count()[0]
gc.collect(0); l[16] = gc.get_count()[0]
print(l)
gc.collect()
print(work(8))
gc.collect(0)
print(work(8))
