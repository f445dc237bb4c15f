# dict.fromkeys() makes room at once for what a dict or a set has; of a set, and of int keys, in a wide table.
import sys


def s(d): print(sys.getsizeof(d), end=" ")


for n in list(range(0, 14)) + [20, 21, 22, 42, 43, 85, 86, 100]:
    a = {f"k{i}": i for i in range(n)}
    b = {i: i for i in range(n)}
    s(a); s(dict.fromkeys(a)); s(dict.fromkeys(b)); s(dict.fromkeys(set(a))); s(dict.fromkeys(set(b))); s(dict.fromkeys(list(a))); s(dict.fromkeys(frozenset(a))); s(dict.fromkeys(tuple(b))); s(dict.fromkeys(a.keys()))
    print(n)
a = {f"k{i}": i for i in range(30)}
for i in range(28): del a[f"k{i}"]
s(a); s(dict.fromkeys(a))
b = {i for i in range(100)}
for i in range(98): b.remove(i)
s(b); s(dict.fromkeys(b))


class D(dict):
    pass


d = D(a=1, b=2)
s(d); s(dict.fromkeys(d)); s(D.fromkeys(a)); s(D.fromkeys({1:2}))


class S(set):
    pass


s(dict.fromkeys(S([1,2,3,4,5,6,7,8,9])))
print()
