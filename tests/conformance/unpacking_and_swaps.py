# chained and unpacking assignment
import sys

a = b = c = []
print(sys.getrefcount(a))
x, y = [], {}
x, y = y, x
print(x, y, sys.getrefcount(x), sys.getrefcount(y))
(p, q), r = (x, y), a
print(sys.getrefcount(x), sys.getrefcount(a))
first, *rest = [a, a, x]
print(len(rest), sys.getrefcount(a), sys.getrefcount(x))
l = [1, 2, 3]
l[0], l[2] = l[2], l[0]
print(l)
i = 0
i, l[i] = 1, "written at 1"
print(l)
del a, (b, c)
print(sys.getrefcount(r))
a = [r, r]
a += [r]
print(sys.getrefcount(r), len(a))
s = a
a = a + [r]
print(len(s), len(a), sys.getrefcount(r))
