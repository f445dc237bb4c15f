# Which names stand around that of a function in a comprehension.
fs = [lambda: i for i in (1, 2)]
print(fs[0].__qualname__)
class A:
    fs = [lambda: i for i in (1, 2)]
print(A.fs[0].__qualname__)
def f():
    return [lambda: i for i in (1, 2)], [[lambda: j for j in (1, i)] for i in (1, 2)], {k: (lambda: k) for k in (1,)}, ((lambda: j) for j in (1,))
a, b, c, d = f()
print(a[0].__qualname__, b[0][0].__qualname__, c[1].__qualname__, next(d).__qualname__)
g = [[(lambda: j) for j in (1, i)] for i in (1, 2)]
print(g[0][0].__qualname__)
