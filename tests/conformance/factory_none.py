# None as the factory of a defaultdict is a reference like another.
import gc
from collections import defaultdict


def has(d):
    return any(r is None for r in gc.get_referents(d))


e = defaultdict()
print(has(e), e.default_factory)
e.default_factory = None
print(has(e))
e = defaultdict(None)
print(has(e), e.default_factory)
e.default_factory = list
e.default_factory = None
print(has(e))
del e.default_factory
print(has(e), e.default_factory)
print(has(defaultdict(None).copy()), has(defaultdict().copy()))
