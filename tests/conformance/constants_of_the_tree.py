# The references of constants while a file is run: those of the syntax tree too. Up to 3.14, where the code lends none.
import sys

if sys.version_info >= (3, 15):
    sys.exit()
a = 1000
s = "hello world!"
f = 3.14
t = (1000, 'x y')
u = (1, 2, 3)
b = b'bytes'
n = -5000
i = 'identifier'
c = 2j
print([sys.getrefcount(x) for x in (a, s, f, t, u, n, c)])
print(sys.getrefcount(12345678), sys.getrefcount("two words"), sys.getrefcount(2.5))
def k():
    x = 5000
    y = 'in a function'
    return sys.getrefcount(x), sys.getrefcount(y)
print(k())
def d(p=7000, q='a b', *, r=(1, [2])[0]):
    return sys.getrefcount(p), sys.getrefcount(q)
again = 1000
print(sys.getrefcount(a), sys.getrefcount(again), a is again)
class K:
    z = 4321
    def m(self): return 4321
print(sys.getrefcount(K.z))
g = lambda: 98765
print(sys.getrefcount(g()))
print(sys.getrefcount(t[0]), sys.getrefcount(t[1]))
print([sys.getrefcount(e) for e in [111111, 222222]], sys.getrefcount([333333][0]), sys.getrefcount({'k y': 444444}['k y']))
if a == 1000 and s != 'hello there': print(sys.getrefcount(a))
print(f'{a} and more', sys.getrefcount(1000))
