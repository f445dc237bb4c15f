# How deep the stack of a generator is that delegates, which its size tells.
import sys
def a(u):
    yield from u
def b(u):
    t = yield from u
def c(u):
    t = (yield from u) + 1
def d(u):
    return (yield from u)
def e(u):
    [1, (yield from u)]
def f(u):
    x = [1, 2, (yield from u)]
    y = 1
def g(u):
    t = yield u
def h(u):
    yield
def j(u):
    with u: yield from u
def k(u):
    try: yield from u
    except E: pass
def l(u):
    try: yield from u
    finally: pass
for x in a, b, c, d, e, f, g, h, j, k, l:
    print(x.__name__, sys.getsizeof(x(1)))
