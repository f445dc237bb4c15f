# A class that derives from float: its instances are objects of the collector, what they compute are floats.
import copy
import gc
import sys
import weakref

gc.collect()


class F(float):
    pass


class I(int):
    pass


f, i = F(2.5), I(7)
print(f, repr(f), str(f), [f], type(f), type(f).__mro__)
operations = """
f+1
1+f
f+f
f-1.5
2*f
f/2
f//2
f%2
f**2
2**f
divmod(f,2)
divmod(7,f)
-f
+f
abs(F(-3))
f==2.5
2.5==f
f!=2.5
f<3
3<f
f<=f
f==F(2.5)
f is F(2.5)
hash(f)==hash(2.5)
round(f)
round(f,1)
int(f)
float(f)
bool(f)
bool(F(0))
complex(f)
complex(f, i)
f+1j
1j*f
f==2.5+0j
pow(f,2)
f"{f:.3f} {f} {f!r:>8}"
"%f %s %d %g" % (f, f, f, f)
max(f, 1)
sum([f, f])
sorted([f, F(1), 2])
{f: 1}[2.5]
{2.5: 1}[f]
f in {2.5}
f in [2.5]
[2.5].index(f)
f.real
f.imag
f.conjugate()
f.is_integer()
f.as_integer_ratio()
float.__repr__(f)
f.__add__(1)
f.__radd__(1)
f.__neg__()
f.__float__()
f.__eq__(2.5)
f.__hash__()==hash(f)
f.__bool__()
f.__int__()
f.__abs__()
isinstance(f, float)
f @ 1
f[0]
f & 1
~f
f < "a"
f + "a"
len(f)
pow(f, 2, 3)
"a" * f
"""
for operation in operations.split("\n")[1:-1]:
    try:
        result = eval(operation)
        print(operation, "=", result, type(result).__name__)
    except Exception as error:
        print(operation, "!", type(error).__name__, error)

f.a = [f]
f.b = 1
print(f.__dict__, vars(f), gc.is_tracked(f), sys.getrefcount(f), gc.get_referents(f) in ([f.a, 1, F], [f.__dict__, F]))
w = weakref.ref(f, lambda r: print("gone"))
p = weakref.proxy(f)
print(p + 1, 1 + p, p * p, float(p), p == 2.5, -p, p.real)
del f
print(w() is None, gc.collect(), w())


class Slots(float):
    __slots__ = ("u",)


s = Slots(3)
s.u = 4
t = copy.copy(s)
print(t, t.u, s.u, t is s)
print(gc.get_referents(s))
del s.u
print(gc.get_referents(s), gc.is_tracked(s))


class Empty(float):
    __slots__ = ()


class Weak(float):
    __slots__ = ("__weakref__",)


class Dict(float):
    __slots__ = ("__dict__",)


for c in F, Slots, Empty, Weak, Dict:
    print(c.__name__, sys.getsizeof(c(1.5)), gc.is_tracked(c(2)), gc.get_referents(c(3)))


class G(F):
    pass


g = G(1)
g.__class__ = F
print(type(g), g)
try:
    g.__class__ = I
except TypeError as e:
    print(e)


class Hello:
    def hello(self):
        return "hello %s" % self


class H(Hello, float):
    pass


print(H(2).hello(), H.__mro__)
for wrong in "class X(int, float): pass", "class X(F, I): pass", "F(1, 2)", "F(x=1)", "F('a')", "F([])":
    try:
        exec(wrong)
    except (TypeError, ValueError) as e:
        print(e)
print("%x" % I(10))
