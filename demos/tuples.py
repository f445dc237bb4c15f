# Tuples of plain values leave the collector's lists, up to 3.13 in the collections that see them, from
# 3.14 on at birth; a nested one follows when all that it holds has left.
import gc

gc.collect()
n = 3
holder = tuple([[], n])
nested = tuple([tuple([tuple([n])])])
for i in range(4):
    print(gc.is_tracked(holder), gc.is_tracked(nested), gc.is_tracked(nested[0]), gc.is_tracked(nested[0][0]))
    gc.collect(0)
    gc.collect(1)
