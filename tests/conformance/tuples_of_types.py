# a built-in type is nothing the collector looks at: a tuple of such types is untracked
import gc
gc.disable()

class A:
    pass

gc.collect()
kept = [tuple([int, str]), tuple([len]), tuple([[].append]), tuple([gc]), tuple([A]), tuple([None, 1]), {1: int}, {1: len}]
print([gc.is_tracked(o) for o in kept[1:]])
gc.collect()
print([gc.is_tracked(o) for o in kept])

class Seasoned:
    pass

print(gc.is_tracked(Seasoned.__bases__), gc.is_tracked(Seasoned.__mro__))
gc.collect(1)
print(gc.is_tracked(Seasoned.__bases__), gc.is_tracked(Seasoned.__mro__))
del Seasoned
print(gc.collect())
