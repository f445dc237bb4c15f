# What CPython packs for a call: callables without tp_vectorcall get a tuple and a dict, slot wrappers a slice of
# the tuple; f(*args, **kwargs) passes both on as they are. gc.get_count() shows each.
import gc

gc.disable()


class N:
    def __new__(cls, *a, **k):
        return object.__new__(cls)


class N2(N):
    def __init__(self, *a, **k):
        pass


class L(list):
    pass


class T(tuple):
    pass


class S(set):
    pass


class F(frozenset):
    pass


class D(dict):
    pass


class E(Exception):
    pass


class EN(Exception):
    def __new__(cls, *a, **k):
        return Exception.__new__(cls, *a)


class O:
    pass


class SI(L):
    def __init__(self, *a):
        super().__init__(*a)


class SJ(L):
    def __init__(self, a):
        super().__init__(a)


class SK(L):
    def __init__(self, a):
        list.__init__(self, a)


class SD(dict):
    def __init__(self, a, **k):
        super().__init__(a, **k)


class SN(O):
    def __new__(cls, a):
        return super().__new__(cls)


class SO(O):
    def __init__(self, a):
        super().__init__()


class SE(Exception):
    def __init__(self, a):
        super().__init__(a)


def count(make):
    gc.collect()
    before = gc.get_count()[0]
    made = make()
    after = gc.get_count()[0]
    del made
    return before, after, gc.get_count()[0]


CALLS = [
    lambda: object.__new__(O),
    lambda: tuple.__new__(T, (1,)),
    lambda: list.__new__(L),
    lambda: list.__new__(L, [1]),
    lambda: dict.__new__(D),
    lambda: Exception.__new__(E, 1),
    lambda: N(),
    lambda: N(1),
    lambda: N(1, 2),
    lambda: N(a=1),
    lambda: N2(1),
    lambda: N2(1, b=2),
    lambda: L(),
    lambda: L([1]),
    lambda: T([1]),
    lambda: T(),
    lambda: S([1]),
    lambda: F([1]),
    lambda: D({1:2}),
    lambda: D(a=1),
    lambda: D({1:2}, a=1),
    lambda: E(1),
    lambda: EN(1),
    lambda: EN(),
    lambda: SI([1]),
    lambda: SI(),
    lambda: SJ([1]),
    lambda: SK([1]),
    lambda: SD({1:2}),
    lambda: SD({1:2}, a=1),
    lambda: SN(1),
    lambda: SO(1),
    lambda: SE(1),
    lambda: L(*[[1]]),
    lambda: D(**{'a': 1}),
    lambda: N(**{'a': 1}),
    lambda: N(*[1]),
    lambda: N2(*[1]),
    lambda: int(*[1]),
    lambda: dict(*[{1:2}]),
    lambda: dict(**{'a': 1}),
    lambda: zip(*[[1],[2]]),
    lambda: list(*[[1]]),
    lambda: print(*[], end=""),
    lambda: print(*["",""], **{'sep': '', 'end': ''}),
    lambda: {}.update(*[{}]),
    lambda: gc.get_referents(*[1]),
    lambda: [].__init__([1]),
    lambda: list.__init__([], [1]),
    lambda: [].append(*[1]),
    lambda: str(*[1]),
    lambda: (lambda *a, **k: 1)(*[1], **{'a': 1}),
    lambda: N.__new__(N, 1),
    lambda: tuple([1]),
    lambda: "{}".format(*[1]),
    lambda: max(*[1,2]),
    lambda: getattr(O(), "__init__")(),
    lambda: O().__eq__(1),
    lambda: type(O()),
    lambda: isinstance(O(), O),
    lambda: O().__class__,
    lambda: O.__dict__,
    lambda: O().__dict__,
    lambda: set(*[[1]]),
    lambda: range(*[1, 2]),
    lambda: slice(*[1,2]),
    lambda: enumerate(*[[1]]),
    lambda: property(len),
    lambda: property(fget=len),
    lambda: super(SO, SO(1)),
    lambda: map(len, []),
    lambda: filter(None, []),
    lambda: bool(*[1]),
    lambda: float(*[1]),
]
for number, call in enumerate(CALLS):
    try:
        results = count(call), count(call), count(call)
    except TypeError:
        results = "refused"
    print(number, results)
