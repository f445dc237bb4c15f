# Lesson 3: a refcount is the number of references, and each of them has a holder.
import sys
a = []
print(sys.getrefcount(a))
b = a
box = [a, a]
print(sys.getrefcount(a))
del b
box.clear()
print(sys.getrefcount(a))
del a
