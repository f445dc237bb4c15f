import gc
gc.collect(); gc.set_threshold(10, 3, 3)
class A:
    n = 0
    def __init__(self): self.me = self
    def __del__(self): A.n += 1
out = []
for i in range(60):
    A(); out.append(A.n)
gc.set_threshold(700, 10, 10)
print(out)
