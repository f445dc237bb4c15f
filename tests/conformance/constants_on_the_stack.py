# What holds the constants of a program: its text while it runs, its code, names, and the value stack.
import gc
import sys

r = sys.getrefcount

y = 5000000
print(r(y), r(5000001))
x = y
print(r(y), r(x))
x = "a text with spaces"
print(r(x), r("another text, longer"))
x = 1.25, 3.5
print(r(x), r(x[0]))

def local():
    z = 6000000
    print(r(z), r(7000000))
    w = z
    print(r(z), r(w))
    q = w = z
    print(r(q), r(w))
    del q, w
    print(r(z))
    k = [8000001, 8000002, 8000003]
    print([r(v) for v in k])
    a = "local text, long"
    b = f"{a}!"
    print(r(a), r(b))
    t = (1.5, a)
    print(r(a), r(t), r(t[0]))
    return z, a

print([r(v) for v in local()])
print([r(v) for v in local()])

def default(a, b=1234567, *, c="default text, long"):
    print(r(a), r(b), r(c))
    return a

default(99999999)
default("given text, long", 2.5, c=3.5)
default(a=88888888)
print(r(default(77777777)))
print([r(c) for c in default.__defaults__], r(default.__kwdefaults__["c"]))
default(*[66666666, 55555555])
default(**{"a": 44444444})

def cell():
    n = 33333333

    def inner():
        m = n
        print(r(n), r(m))
        return m

    print(r(n))
    v = inner()
    print(r(n), r(v))
    return inner

g = cell()
print(r(g()), r(g.__closure__[0].cell_contents))

def generator():
    n = 22222222
    got = yield n
    print(r(n), r(got))
    yield 11111111
    print(r(n))
    yield "yielded text, long"

it = generator()
print(r(next(it)))
v = it.send(12121212)
print(r(v))
f = it.gi_frame
print(r(f.f_locals["n"]), r(f.f_locals["got"]))
v = next(it)
print(r(v))
it.close()
print(r(v))

def raises():
    n = 23232323
    m = "held text, long"
    raise ValueError(n, m)

try:
    raises()
except ValueError as e:
    error = e
print(r(error.args[0]), r(error.args[1]))
held = error.__traceback__.tb_next.tb_frame
print(r(held.f_locals["n"]), r(held.f_locals["m"]))
n = error.args[0]
print(r(n))
error.__traceback__.tb_next.tb_frame.clear()
print(r(n))
del error, held
print(r(n))

class A:
    w = 34343434
    print(r(w), r(45454545))
    s = "text of a class, long"

    def f(self, v):
        self.v = v
        u = v
        print(r(v), r(u))
        self.u = 56565656
        return 67676767

a = A()
print(r(a.f(78787878)), r(a.v), r(a.u), r(A.w), r(A.s))
print(r(A.f(a, 89898989)))

def flow(n):
    a = 1.5
    while n:
        b = a
        a = 2.5 if n % 2 else 3.5
        n -= 1
    print(r(a), r(b))
    for a in (4.5, 5.5):
        print(r(a))
    for a in [6.5, 7.5]:
        print(r(a))
    try:
        a = 8.5
        raise ValueError
    except ValueError:
        print(r(a))
    finally:
        b = a
    print(r(a), r(b))
    with_or = None or 9.5
    print(r(with_or))
    with_and = a and 10.5
    print(r(with_and))
    (walrus := 11.5)
    print(r(walrus), r((w2 := 12.5)))
    p, q = 13.5, 14.5
    p, q = q, p
    print(r(p), r(q))
    p, *q = 15.5, 16.5, 17.5
    print(r(p), r(q[0]))
    return a

print(r(flow(3)))
print(r((lambda v=18.5: v)()), r((lambda: 19.5)()))
print([r(v) for v in (20.5, 21.5)], [r(v) for v in [22.5, 23.5, 24.5]])
d = {"a key, long": 25.5, "another key": 26.5}
print([r(v) for v in d], [r(v) for v in d.values()])
s = {27.5, 28.5, 29.5}
print(sorted(r(v) for v in s))

m = [30.5] * 3
print(r(m[0]))

def swap():
    a, b = "first text, long", "second text, long"
    a, b = b, a
    gc.collect()
    l = locals()
    print(r(a), r(b), r(l["a"]))
    m = sys._getframe()
    print(r(m.f_locals["a"]), r(a))
    del a
    l = m = None
    print(r(b))
    exec("c = 31.5\nprint(r(c))")
    return b

print(r(swap()))
print(r(eval("32.5")), r(compile("33.5", "", "eval").co_consts[0]))
