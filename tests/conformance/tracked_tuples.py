# tuples made at run time, and how collections untrack them
import gc

gc.disable()
gc.collect()
one = 1
t = (one, "a")
print(gc.is_tracked(t))
gc.collect(0)
print(gc.is_tracked(t))
u = (one, [])
print(gc.is_tracked(u))
gc.collect()
print(gc.is_tracked(u))
a = (one, one)
b = (a, one)
c = (b, a)
print(gc.is_tracked(a), gc.is_tracked(b), gc.is_tracked(c))
gc.collect()
print(gc.is_tracked(a), gc.is_tracked(b), gc.is_tracked(c))
gc.collect()
print(gc.is_tracked(a), gc.is_tracked(b), gc.is_tracked(c))
gc.collect()
print(gc.is_tracked(a), gc.is_tracked(b), gc.is_tracked(c))
