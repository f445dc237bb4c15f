def outer():
    fs = []
    for i in range(3): fs.append(lambda: i)
    return fs
print([f() for f in outer()], [f() for f in [lambda i=i: i for i in range(3)]])
def counter():
    n = 0
    def inc():
        nonlocal n
        n += 1
        return n
    return inc
c = counter(); d = counter(); print(c(), c(), d(), c.__closure__[0].cell_contents, c.__name__, c.__qualname__)
def deco(f):
    def w(*a, **k): return ['w', f(*a, **k)]
    return w
@deco
def hello(n): return n
print(hello(3), hello.__name__)
import sys
print(sys.getrefcount(c), sys.getrefcount(hello))
print((lambda *a, **k: (a, k))(1, x=2), (lambda: None)())
def rec():
    def f(n): return n and f(n - 1)
    return f(3)
print(rec())
import gc
gc.collect(); rec(); print(gc.collect())
