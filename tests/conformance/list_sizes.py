# how lists grow, shrink and report their size
import sys

a = []
sizes = []
for i in range(70):
    size = sys.getsizeof(a)
    if not sizes or sizes[-1] != size:
        sizes.append(size)
    a.append(i)
print(sizes)
while a:
    a.pop()
    size = sys.getsizeof(a)
    if sizes[-1] != size:
        sizes.append(size)
print(sizes)
print(sys.getsizeof([]), sys.getsizeof([1]), sys.getsizeof([1, 2]), sys.getsizeof([1, 2, 3]))
a = [1, 2, 3]
a.append(4)
print(sys.getsizeof(a))
a.extend([5, 6, 7, 8, 9])
print(sys.getsizeof(a))
a.insert(0, 0)
print(sys.getsizeof(a), a)
del a[2:6]
print(sys.getsizeof(a), a)
a.clear()
print(sys.getsizeof(a), a)
print(sys.getsizeof([0] * 10), sys.getsizeof([1, 2] + [3]))
for n in (8, 32, 33, 40, 100):
    b = list(range(n))
    del b[1:]
    c = list(range(n))
    c[3:] = []
    print(n, sys.getsizeof(b), sys.getsizeof(c))
