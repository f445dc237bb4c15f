# Lesson 5: the smallest cycle. Its refcount never reaches 0 by itself.
import gc
gc.collect()
a = []
a.append(a)
del a
print(gc.collect(0))
