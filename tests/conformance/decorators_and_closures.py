# decorators, closures, nonlocal
def deco(f):
    def w(*a, **k):
        print("call", f.__name__, a, k); return f(*a, **k)
    return w
@deco
def add(a, b=2): return a + b
print(add(1), add(1, b=5))
def counter():
    n = 0
    def inc():
        nonlocal n
        n += 1; return n
    return inc
c = counter(); c(); print(c(), c.__closure__[0].cell_contents, c.__code__.co_freevars)
def param(x):
    def d(f): return lambda *a: (x, f(*a))
    return d
@param("p")
def g(z): return z
print(g(3))
fs = [lambda i=i: i for i in range(3)]; print([f() for f in fs]); fs = [lambda: i for i in range(3)]; print([f() for f in fs])
class Memo:
    def __init__(self, f): self.f = f; self.c = {}
    def __call__(self, n):
        if n not in self.c: self.c[n] = self.f(n)
        return self.c[n]
@Memo
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(30), len(fib.c))
