import gc, sys
d = {"a": 1, "b": 2, "c": 3}
print(list(reversed(d)), list(reversed(d.keys())), list(reversed(d.values())), list(reversed(d.items())))
print(type(reversed(d)))
del d["b"]
d["d"] = 4
it = reversed(d)
print(next(it), next(it), next(it), next(it, "end"), next(it, "end"))
it = reversed(d)
d["e"] = 5
try:
    next(it)
except RuntimeError as e:
    print(e)
it = reversed(d.items())
print(sys.getsizeof(it), gc.is_tracked(it), [type(r).__name__ for r in gc.get_referents(it)], sys.getrefcount(d))
print([x for x in it], [type(r).__name__ for r in gc.get_referents(it)], sys.getrefcount(d))
class D(dict): pass
print(list(reversed(D(x=1, y=2))), list(reversed({})))
for k in reversed({1: 2, 3: 4}): print(k)
from collections import Counter, defaultdict
print(list(reversed(Counter("aab"))), list(reversed(defaultdict(int, a=1, b=2))))
def counts(make):
    gc.collect()
    before = gc.get_count()[0]
    o = make()
    after = gc.get_count()[0]
    del o
    return after - before, gc.get_count()[0] - before
for make in (lambda: reversed(d), lambda: reversed(d.items()), lambda: list(reversed(d.values())), lambda: reversed([1])):
    counts(make)
    print(counts(make))
print(d.__reversed__)if 0 else None
try:
    reversed(set())
except TypeError as e:
    print(e)
