# Calls of classes with an __init__: what keeps the arguments meanwhile, and how gc.get_count() shows it. (In an
# array for keywords CPython has more references to them, which is not asked here.)
import gc
import sys

gc.disable()


class Exact:
    def __init__(self, n, m):
        seen.append((references(n), gc.get_count()[0]))


class Defaults:
    def __init__(self, n, m=None, *, k=None):
        seen.append((references(n), gc.get_count()[0]))


class Plain:
    def __init__(self, n, m=None):
        seen.append((references(n), gc.get_count()[0]))


class Any:
    def __init__(self, *args, **kwargs):
        seen.append((len(args), len(kwargs), gc.get_count()[0]))


class Slots:
    __slots__ = ()

    def __init__(self, n, m):
        seen.append((references(n), gc.get_count()[0]))


class Error(Exception):
    def __init__(self, n, m=None):
        seen.append((references(n), gc.get_count()[0]))


def references(o):
    return sys.getrefcount(o) if by_position else None


def counts(make):
    gc.collect()
    made = make()
    return gc.get_count()[0]


one = object()
makers = [
    lambda: Exact(one, 2),
    lambda: Exact(one, m=2),
    lambda: Exact(m=one, n=one),
    lambda: Exact(*(one, 2)),
    lambda: Exact(**{"n": one, "m": 2}),
    lambda: Defaults(one),
    lambda: Defaults(one, 2),
    lambda: Defaults(one, k=2),
    lambda: Plain(one),
    lambda: Plain(one, 2),
    lambda: Plain(n=one),
    lambda: Any(),
    lambda: Any(one, 2),
    lambda: Any(one, a=2),
    lambda: Slots(one, 2),
    lambda: Slots(one, m=2),
    lambda: Error(one),
    lambda: Error(one, 2),
    lambda: Error(one, m=2),
    lambda: [Exact(one, 2), Exact(one, 2)],
]
BY_NAME = 1, 2, 4, 7, 10, 15, 18
for number, make in enumerate(makers):
    by_position = number not in BY_NAME
    seen = []
    results = [counts(make), counts(make), counts(make)]
    print(number, results, seen)


def refused(make):
    try:
        make()
    except TypeError as error:
        return error.args[0]


for turn in range(3):
    print(refused(lambda: Plain()), refused(lambda: Plain(1, 2, 3)), refused(lambda: Plain(1, x=2)), sep="\n")
del makers, make, results, seen, number
print(sys.getrefcount(one))
