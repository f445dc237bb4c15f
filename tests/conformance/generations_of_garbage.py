# garbage is found by a collection of the generation it is in
import gc

gc.disable()
gc.collect()
a = []
a.append(a)
gc.collect(0)
del a
print(gc.collect(0))
print(gc.collect(1))
b = []
b.append(b)
gc.collect()
del b
print(gc.collect(0), gc.collect(1), gc.collect(2))
old = []
gc.collect()
young = [old]
old.append(young)
del old, young
print(gc.collect(0), gc.collect(1), gc.collect(2))
