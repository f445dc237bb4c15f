import sys, gc
g = sys.getrefcount
def show(x): return g(x)
def copy(x):
    y = x
    return g(x)
def copy2(x):
    y = x
    z = y
    l = [x, y]
    return g(x)
def default(x, y=1): return g(x)
def kw(*, x): return g(x)
def rest(*a): return g(a[0])
def rest2(x, *a): return g(x)
def cell(x):
    def f(): return x
    return g(x)
def dele(x):
    r = g(x)
    y = x
    del x
    return r, g(y)
def reas(x):
    a = g(x)
    x = None
    return a
def ret(x): return x
class A:
    def m(self, x): return g(self), g(x)
    def n(self, x): return self.m(x)
class B:
    def __init__(self, x): self.r = g(x)
def tryit(x):
    try:
        1 / 0
    except ZeroDivisionError as e:
        return g(x)
def loop(x):
    for i in (1, 2):
        r = g(x)
    return r
def top(v):
    a = A()
    print(show(v), copy(v), copy2(v), default(v), default(v, y=2), default(x=v))
    print(kw(x=v), rest(v), rest2(v), rest2(v, v), cell(v), dele(v), reas(v), g(ret(v)))
    print(a.m(v), a.n(v), a.m(a), tryit(v), loop(v), g(a))
    print(show([v][0]), show(*[v]), show(*(v,)), show(**{'x': v}), (lambda q: g(q))(v), [g(v) for k in (1,)], [show(v) for k in (1,)])
    w = v
    print(show(v), show(w), g(w))
    return g(v)
print(top([]))
q = {}
print(top(q))
def fail(x):
    y = x
    raise ValueError
def catch(x):
    try:
        fail(x)
    except ValueError as e:
        saved = e
    return g(x)
print(catch(q), g(q))
def catch2(x):
    try:
        fail(x)
    except ValueError as e:
        return e
e = catch2(q)
print(g(q), e.__traceback__ is None)
del e
print(g(q))
def rec(x, n):
    if n == 0: return g(x)
    return rec(x, n - 1)
print(rec(q, 5), rec([], 5))
