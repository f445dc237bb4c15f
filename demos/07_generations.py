# Lesson 7: who survives a collection gets older; old garbage waits for a collection of its generation.
import gc
gc.collect()
keep = []
gc.collect(0)
ring = []; ring.append(ring)
gc.collect(1)
del ring
print(gc.collect(0), gc.collect(1))
print(gc.collect(2))
