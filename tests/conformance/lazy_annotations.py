# Annotations: evaluated where they stand up to 3.13, later by a function __annotate__ when somebody asks. That
# function, its closure and the set of what was reached are objects like all others.
import gc
import sys


def show(make):
    try:
        print(make())
    except (NameError, AttributeError, TypeError, NotImplementedError) as e:
        print(type(e).__name__, e)


class T:
    pass


x: int = 1
if x:
    y: str
else:
    z: T
w: 'text' = 2
(v): int = 3
x.__class__.real: int


def f(a: int, b: T = None, *c: str, d: list[int] = (), **e: 'q') -> T | None:
    local: T = a
    missing: not_there
    return local


def nothing(a, b=1):
    pass


show(lambda: f.__annotations__)
show(lambda: nothing.__annotations__)
show(lambda: f.__annotations__ is f.__annotations__)
print(f(1), f.__code__.co_varnames, f.__code__.co_cellvars)
show(lambda: sys.modules['__main__'].__annotations__)
show(lambda: __annotations__)
print([k for k in globals() if 'annot' in k])


class C:
    p: int = 0
    q: T
    int = str
    r: int
    if x:
        s: p
    else:
        t: p

    def m(self, a: p, b: T) -> q:
        u: p

    def n(self):
        pass

    __x: T = 1


class D(C):
    pass


show(lambda: C.__annotations__)
show(lambda: D.__annotations__)
show(lambda: C.m.__annotations__)
show(lambda: C.n.__annotations__)
show(lambda: C().__annotations__)
show(lambda: int.__annotations__)
print([k for k in C.__dict__ if 'annot' in k], [k for k in D.__dict__ if 'annot' in k])


def outer():
    local = T

    def inner(a: local, b: later, c: (lambda: local)) -> None:
        pass

    class Inner:
        name: local
        other: later = 1
    later = int
    return inner, Inner


if sys.version_info >= (3, 14):
    inner, Inner = outer()
    print(inner.__annotations__['a'], inner.__annotations__['b'], inner.__annotations__['c'].__qualname__)
    print(Inner.__annotations__)
    print(outer.__code__.co_cellvars, inner.__annotate__.__code__.co_freevars)
    print(inner.__annotate__.__qualname__, C.__annotate__.__qualname__, f.__annotate__.__qualname__)
    print(f.__annotate__.__code__.co_varnames, f.__annotate__(1) == f.__annotations__, f.__annotate__(2)['a'])
    show(lambda: f.__annotate__(3))
    show(lambda: f.__annotate__())
    print(nothing.__annotate__, D.__annotate__)

    def wrong(a: undefined):
        pass
    show(lambda: wrong.__annotations__)
    undefined = 5
    show(lambda: wrong.__annotations__)
    wrong.__annotations__ = {'b': 1}
    print(wrong.__annotations__, wrong.__annotate__)
    wrong.__annotate__ = lambda format: {'c': format}
    print(wrong.__annotations__)
    print([type(o).__name__ for o in gc.get_referents(f) if o is f.__annotate__])
    print(gc.is_tracked(f.__annotate__), sys.getrefcount(f.__annotate__) - 1)
    print([type(c.cell_contents) for c in C.m.__annotate__.__closure__])

# What is made.
gc.collect()
gc.disable()
before = gc.get_count()[0]
kept = []
for i in range(20):
    def g(a: int) -> T:
        pass
    kept.append(g)
print(gc.get_count()[0] - before)
before = gc.get_count()[0]
for i in range(20):
    class K:
        a: int
        b: T = 1
    kept.append(K)
print((gc.get_count()[0] - before) // 20)
before = sys.getrefcount(globals())
del kept, g, K
print(before - sys.getrefcount(globals()))
print(gc.collect())
