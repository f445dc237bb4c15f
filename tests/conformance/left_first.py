# A built-in on the left compares before a method of the right, unless that is of a class derived from its own.
import weakref
from collections import OrderedDict, defaultdict, deque


def classes(base):
    class Derived(base):
        def __eq__(self, other):
            print('asked', end=' ')
            return 'mine'

        def __lt__(self, other):
            print('asked', end=' ')
            return 'mine'

        __gt__ = __le__ = __ge__ = __lt__
        __hash__ = None
    return Derived


for base in list, dict, set, frozenset, tuple, deque, OrderedDict, object:
    mine = classes(base)()
    for left in [], {}, set(), frozenset(), (), deque(), OrderedDict(), defaultdict(int), 1, 'a', None, {}.keys():
        for name, compare in ('==', lambda: left == mine), ('!=', lambda: left != mine), ('<', lambda: left < mine):
            try:
                print(type(left).__name__, name, base.__name__, compare())
            except TypeError as e:
                print(e)


class Thing(dict):
    pass


thing, other = Thing(), Thing(a=1)
ref, proxy = weakref.ref(thing), weakref.proxy(thing)
print(ref == proxy, proxy == ref, ref == weakref.proxy(other), ref != proxy, ref == weakref.ref(other))
print([1, ref].index(proxy), proxy in [ref], ref in [proxy])
