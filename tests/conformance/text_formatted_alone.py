# A text that is formatted alone is itself, and no reference more than it was: constants stay borrowed.
import sys

r = sys.getrefcount
def fs():
    a = "abc def g"
    b = f"{a}"
    c = f"{'lit eral text'}"
    print(r(a), r(b), r(c), a is b)
    e = f"{a!s}"
    f = f"{a:}"
    g = f"{a}{''}"
    print(r(a), r(e), r(f), r(g), e is a, f is a, g is a)
    d = f"{b}"
    del a, b
    print(r(d), r(e))
    yield f"{d}"
    print(r(d))
    x = [f"{d}", f"{d}", *(f"{d}",)]
    print(r(d))
    k = {f"{d}": f"{d}"}
    print(r(d), r(f"{d}"))
    return f"{d}"
print([r(x) for x in fs()])
def ret():
    a = "one more text"
    return f"{a}"
print(r(ret()))
y = ret()
print(r(y))
class C:
    a = "class text"
    b = f"{a}"
    print(r(a), a is b)
def cell():
    a = "cell text here"
    def f(): return f"{a}"
    print(r(f()), r(a))
    a = f"{f()}"
    print(r(a))
cell()
def default(a=f"{'def ault'}"): return r(a)
print(default(), default.__defaults__)
def ex():
    a = "error text"
    try: raise ValueError(f"{a}")
    except ValueError as e: print(r(e.args[0]), r(a)); return e
print(r(ex().args[0]))
