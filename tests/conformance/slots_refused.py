# What is refused as __slots__, and what a class that is none leaves behind.
import gc
gc.collect()
for slots in ('a', ['b', 3], 5, ('x y',), ('a', '__weakref__')):
    for base in (bytes, tuple, int, object, str):
        try:
            class D(base):
                __slots__ = slots
                def f(self): return __class__
            del D
            print('fine', gc.collect())
        except TypeError as e:
            print(e)
            del e
        print(gc.collect())
