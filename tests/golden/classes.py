import gc
class A:
    def __del__(self): keep.append(self)
keep = []
a = A(); a.me = a; b = A(); b.me = b
del a
gc.collect(0)
