# what the collector knows about
import gc
import sys


class A:
    pass


def f():
    pass


print(gc.is_tracked(None), gc.is_tracked(1), gc.is_tracked(1.5), gc.is_tracked("abc"), gc.is_tracked(True))
print(gc.is_tracked([]), gc.is_tracked(set()), gc.is_tracked(A()), gc.is_tracked(A), gc.is_tracked(f))
print(gc.is_tracked(range(3)), gc.is_tracked(object()), gc.is_tracked(()), gc.is_tracked(len), gc.is_tracked(A().__init__))
print(gc.is_tracked(gc), gc.is_tracked(int), gc.is_tracked(frozenset([1])))
