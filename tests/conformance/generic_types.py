# list[int] and int | None: objects of their own, which refer to the types; for annotations and isinstance().
import gc
import sys
import weakref
from collections import OrderedDict, defaultdict, deque


def show(make):
    try:
        print(make())
    except TypeError as e:
        print('TypeError', e)


class A:
    pass


class B(list):
    pass


class C(A):
    def __init__(self, x=0):
        self.x = x

    def __class_getitem__(cls, key):
        return cls.__name__, key


for alias in (list[int], dict[str, list[int]], tuple[int, ...], tuple[()], set[A], frozenset[None], type[A],
              deque[int], defaultdict[str, int], OrderedDict[str, int], B[int], list[int | None], weakref.ref[A],
              list[list[list[int]]], list['A'], enumerate[int]):
    print(alias, type(alias), type(alias).__name__, alias.__origin__, alias.__args__, alias.__parameters__)
for union in (int | None, None | int, int | str | int, A | list[int], (int | str) | (str | None), int | (None | A)):
    print(union, type(union), union.__args__)
print(int | int, type(int | int))
print(C[1], C[int, str])
for make in (lambda: int[str], lambda: A[int], lambda: object[1], lambda: list[int][str], lambda: (int | str)[int],
             lambda: None | None, lambda: int | 3, lambda: 3 | int, lambda: 'A' | int, lambda: A() | int,
             lambda: list[int] | 'x', lambda: isinstance(1, list[int]), lambda: isinstance([], int | list[int]),
             lambda: issubclass(list, list[int]), lambda: isinstance(1, int | 'x'), lambda: isinstance(1, 3),
             lambda: isinstance(1, (int, 3)), lambda: isinstance('', (int, 3)), lambda: issubclass(1, int),
             lambda: issubclass(int, 3)):
    show(make)
print(isinstance(1, int | str), isinstance(None, int | None), isinstance(1.5, int | str), isinstance(1, (A, int | A)))
print(issubclass(bool, int | str), issubclass(A, int | str), issubclass(C, A | None))
print(list[int] == list[int], list[int] == list[str], list[int] == list, list[int] != list[int])
print(int | str == str | int, int | str == int | None, hash(int | str) == hash(str | int))
print(hash(list[int]) == hash(list[int]), {list[int]: 1}[list[int]], {int | str: 2}[str | int])
print(list[int](), list[int]('ab'), dict[str, int](a=1), A.__name__, list[int].__name__, list[int].append)
print(B[int]([1]).__orig_class__)
print([n for n in ('__origin__', '__args__', '__parameters__') if hasattr(list[int], n)])


class D(list[int]):
    pass


class E(dict[str, int], A):
    pass


print(D.__mro__, D.__bases__, D.__orig_bases__, D([1]), hasattr(B, '__orig_bases__'))
print(E.__bases__, E.__orig_bases__)


# What they hold.
def f(x: int | None = None, *rest: list[int], **more: dict[str, A]) -> A | None:
    return x


print(f(), f(3))
alias, union = list[A], A | None
print(gc.is_tracked(alias), gc.is_tracked(union), gc.get_referents(alias))
print(sys.getsizeof(alias), sys.getsizeof(union), sys.getrefcount(alias), sys.getrefcount(union))
print([type(o).__name__ for o in gc.get_referents(union)], gc.is_tracked(alias.__args__), gc.is_tracked(union.__args__))
before = sys.getrefcount(A)
many = [list[A] for _ in range(10)]
print(sys.getrefcount(A) - before)
many = [A | None for _ in range(10)]
print((sys.getrefcount(A) - before) % 10)
del many
r = weakref.ref(alias)
print(r() is alias)
del alias
print(r())


def cycle():
    class Local:
        pass
    Local.me = list[Local]
    Local.other = Local | None
    return weakref.ref(Local)


gc.collect()
r = cycle()
print(r() is not None, gc.collect() > 0, r())
