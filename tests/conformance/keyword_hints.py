# A keyword argument that is not there: from 3.13 on the nearest one is named.
def t(f):
    try: f()
    except BaseException as e: print(type(e).__name__, e)
def f(alpha, *, beta=1): pass
t(lambda: f(1, betta=2))
t(lambda: f(alpa=2))
t(lambda: f(1, zzz=2))
def g(a, /, alpha=2): pass
t(lambda: g(1, alpa=2))
t(lambda: print(1, sepp=2))
t(lambda: sorted([1], revers=2))
t(lambda: [1].sort(revers=2))
t(lambda: int('1', bas=2))
t(lambda: "a".encode(encodin='x'))
t(lambda: round(1, ndigit=2))
t(lambda: sum([1], strt=2))
t(lambda: enumerate([], strt=2))
t(lambda: zip([], strct=2))
t(lambda: min([], ky=2))
t(lambda: dict.fromkeys(x=2))
t(lambda: property(fgett=2))
