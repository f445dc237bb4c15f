def f(a, b=[], *, c=1, d): b.append(a); return b, c, d
print(f(1, d=2), f(2, d=3), f(1, [], c=4, d=5))
print(f.__defaults__, f.__kwdefaults__, f.__name__)
def g(a, /, b, *r, k=0, **kw): return a, b, r, k, kw
print(g(1, 2), g(1, b=2), g(1, 2, 3, 4, k=5, z=6), g(1, 2, a=7))
for call in (lambda: f(), lambda: f(1), lambda: f(1, 2, 3, d=1), lambda: f(1, d=1, e=2), lambda: g(b=1), lambda: g(), lambda: f(1, a=1, d=1), lambda: g(1, 2, b=3)):
    try: call()
    except TypeError as e: print(e)
x = 5
def late(y=x): return y
x = 6
print(late())
