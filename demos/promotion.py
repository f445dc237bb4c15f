# What survives a collection moves to the next generation; old garbage waits for an older collection.
import gc

gc.collect()
keep = [[], []]
gc.collect(0)
young = []
gc.collect(1)
old = [keep]
old.append(old)
gc.collect(0)
del old
print(gc.collect(0), gc.collect(1), gc.collect(2))
