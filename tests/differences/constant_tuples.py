# A tuple of constants is not tracked from the start; in CPython it is until the first collection that meets it.
# Why: it belongs to the code and can be in no cycle; a program that asks after a collection sees no difference.
import gc

print(gc.is_tracked((1, 2)))
gc.collect()
print(gc.is_tracked((1, 2)))
