# Two lists that refer to each other outlive their names: refcounts never reach 0.
import gc

gc.collect()
a = []
b = [a]
a.append(b)
del a, b
print(gc.collect(0))
