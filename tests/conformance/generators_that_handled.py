# Up to 3.12 a generator that has handled an exception refers to None.
import gc


def n(c): return [r for r in gc.get_referents(c) if r is None]


def f():
    yield 1
    try:
        raise ValueError
    except ValueError:
        pass
    yield 2
    try:
        raise ValueError
    except ValueError:
        yield 3
    yield 4


c = f()
for i in c:
    print(i, n(c))
print(n(c))


def g():
    try:
        raise ValueError
    except ValueError:
        pass
    yield 2
c = g()
print(list(c), n(c))
c = g()
print(next(c), n(c)); c.close(); print(n(c))


def h(x):
    try:
        print(x.y)
    except Exception as error:
        pass
    yield x
from collections import deque
c = h(deque())
print(n(c), [i for i in c], n(c), gc.get_referrers(None).count(c))
import weakref
b = deque()
p = weakref.proxy(b)


def k(u, v):
    try:
        print(u.y)
    except Exception as error:
        pass
    yield u
c = k(b, p)
m = [i for i in c]
print(n(c), c in gc.get_referrers(None))
