# What CPython's output buffer allocates is not counted in gc.get_count().
# Why: printing is no part of the model, and when the buffer allocates depends on where the output goes.
import gc

gc.disable()
gc.collect()
counts = [gc.get_count()[0]]
print("text")
counts.append(gc.get_count()[0])
print("more")
counts.append(gc.get_count()[0])
print(counts[1] - counts[0], counts[2] - counts[1])
