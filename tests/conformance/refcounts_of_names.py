# names, container slots and attributes each hold one reference
import sys

a = []
print(sys.getrefcount(a))
b = a
c = [a, a, a]
print(sys.getrefcount(a))
d = {"k": a, "l": a}
print(sys.getrefcount(a))
t = (a,)
print(sys.getrefcount(a))
c[0] = None
print(sys.getrefcount(a))
del c
print(sys.getrefcount(a))
d.pop("k")
print(sys.getrefcount(a))
d.clear()
print(sys.getrefcount(a))
del t, b
print(sys.getrefcount(a))
print(sys.getrefcount([]))
print(sys.getrefcount({}))
