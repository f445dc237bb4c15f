# No freed lists, dicts and tuples wait for reuse when a program starts, so that its first ones count as allocations.
# Why: how many wait depends on all that an interpreter does before; a full collection empties these lists.
import gc

gc.disable()


def made():
    before = gc.get_count()[0]
    made = [[], {}]
    return gc.get_count()[0] - before


print(made())
gc.collect()
print(made())
