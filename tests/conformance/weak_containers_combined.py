# Weak dictionaries and sets put together and taken apart by operators, and what is gone when its objects are.
import copy
import weakref
from weakref import WeakKeyDictionary, WeakSet, WeakValueDictionary


class Thing:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


a, b, c = Thing("a"), Thing("b"), Thing("c")
left, right = WeakValueDictionary({1: a, 2: b}), WeakValueDictionary({2: c, 3: a})
for made in left | right, right | left, left | {4: b}, {2: a, 5: c} | left:
    print(type(made).__name__, sorted(made.items(), key=lambda pair: pair[0]))
left |= right
left |= [(6, c)]
print(dict(left), [wr() for wr in left.itervaluerefs()], len(left.valuerefs()))
for operation in (lambda: left | [(1, a)]), (lambda: 3 | left), (lambda: left | 3):
    try:
        print(operation())
    except TypeError as error:
        print(error)
twin, deep = copy.copy(left), copy.deepcopy(left)
print(twin == left, deep == left, dict(twin) is dict(left))
refs = left.itervaluerefs()
print(next(refs)())
del c
print([wr() for wr in refs])
print(dict(left), len(twin), len(deep))

keyed, other = WeakKeyDictionary({a: 1}), WeakKeyDictionary({a: 2, b: [3]})
print(dict(keyed | other), dict(other | keyed), dict({b: 4} | keyed))
keyed |= other
deep = copy.deepcopy(keyed)
print(dict(keyed), dict(deep), deep[b] is keyed[b], copy.copy(keyed)[b] is keyed[b])
try:
    keyed.update(name=1)
except TypeError as error:
    print(error)


def names(weak_set):
    return sorted([thing.name for thing in weak_set])


c, d = Thing("c"), Thing("d")
some, more = WeakSet([a, b, c]), WeakSet([b, c, d])
print(names(some ^ more), names(some - more), names(some & more), names(some | more))
print(some < (some | more), (some | more) > some, some < some, some > more, some <= some)
for change in "difference_update", "intersection_update", "symmetric_difference_update":
    changed = some.copy()
    getattr(changed, change)(more)
    print(change, names(changed), len(changed.data))
changed ^= [a, b]
print(names(changed))
changed -= [b, d]
print(names(changed))
changed |= some
changed &= [a, c, d]
print(names(changed))
changed ^= changed
print(names(changed))
some -= some
print(len(some))
del d
print(names(more), len(more.data))
del left, right, twin, deep, made, refs
