# The getter of a property sees the same references to self at each read, in CPython one less from the second on.
# Why: instructions are not specialised while a program runs; a step would be another one each time.
import sys


class A:
    @property
    def count(self):
        return sys.getrefcount(self)


a = A()
counts = []
for i in range(4):
    counts.append(a.count)
print(counts)
