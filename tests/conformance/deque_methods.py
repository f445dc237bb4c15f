# collections.deque: what its methods do and say
from collections import deque
import collections

def attempt(f, *args):
    try:
        print(repr(f(*args)))
    except Exception as e:
        print(type(e).__name__ + ":", e)

d = deque()
print(d, len(d), bool(d), d.maxlen, deque("abc"), deque([1, 2], 5), deque(maxlen=0), deque((1, 2, 3), maxlen=2))
print(type(d), deque.__name__, deque.__module__, type(d).__mro__)
d = deque([1, 2, 3])
d.append(4)
d.appendleft(0)
d.extend([5, 6])
d.extendleft([-1, -2])
print(d, d.pop(), d.popleft(), d)
d.rotate()
print(d)
d.rotate(-3)
print(d)
d.rotate(100)
print(d)
d.insert(2, "x")
d.insert(-1, "y")
d.insert(100, "z")
d.insert(-100, "w")
print(d)
d.remove("x")
print(d, d.count(3), d.index("y"), d.index("y", 2), "z" in d, "q" in d)
d.reverse()
print(d, d[0], d[-1], d[3])
d[3] = "three"
del d[0]
del d[-2]
print(d)
attempt(d.index, "nothing")
attempt(d.index, "three", 0, 1)
attempt(d.remove, "nothing")
attempt(lambda: d[50])
attempt(lambda: d["a"])
attempt(lambda: d[0:1])
attempt(d.__getitem__, -50)
def assign(i):
    d[i] = 1
def delete(i):
    del d[i]
attempt(assign, 50)
attempt(delete, 50)
attempt(assign, "a")
attempt(deque().pop)
attempt(deque().popleft)
attempt(lambda: deque([1], 1).insert(0, 2))
attempt(deque, 1)
attempt(deque, [1], -1)
attempt(deque, [1], "a")
attempt(deque, [1], 2, 3)
attempt(lambda: deque(foo=1))
attempt(d.append)
attempt(d.append, 1, 2)
attempt(d.rotate, "a")
attempt(hash, d)
attempt(lambda: d + [1])
attempt(lambda: d < [1])
attempt(lambda: d * "a")
attempt(lambda: d.nothing)
def attribute():
    d.nothing = 1
attempt(attribute)
def maxlen():
    d.maxlen = 1
attempt(maxlen)
print(deque([1, 2]) + deque([3]), deque([1, 2]) * 2, 2 * deque([1]), deque([1, 2]) * 0, deque([1, 2], 3) * 5)
e = d
e += [7]
e *= 2
print(e is d, d)
d.clear()
print(d)
print(deque([1, 2]) == deque([1, 2]), deque([1, 2]) != deque([1, 2]), deque([1]) < deque([1, 2]), deque([2]) > deque([1, 2]),
      deque([1]) >= deque([1]), deque([1]) <= deque([0]), deque([1]) == [1], deque() == deque())
b = deque(maxlen=3)
for i in range(5):
    b.append(i)
print(b)
b.appendleft("a")
b.extend("xyz")
print(b, b.copy(), b.copy().maxlen, b.__copy__(), deque(b), deque(b).maxlen)
b.extendleft("12")
print(b)
print(list(b), tuple(b), sorted(b), [x for x in b], list(reversed(b)), list(iter(b)), max(b))
print(type(iter(b)), type(reversed(b)))
d = deque([1, 2, 3])
d.append(d)
print(d)
d = deque([[1, deque([2])], {"k": deque()}])
print(d, str(d))
d = deque(range(3))
try:
    for x in d:
        d.append(x)
except RuntimeError as e:
    print(e)
d = deque(range(3))
it = iter(d)
d.pop()
attempt(next, it)
attempt(next, it)
it = reversed(d)
print(next(it), next(it), next(it, "end"))
d.append(1)
attempt(next, it)
d = deque([1, 2])
d.extend(d)
d.extendleft(d)
print(d)
d.__init__([9], 4)
print(d, d.maxlen)
class Changing:
    def __eq__(self, other):
        d.append(1)
        return False
d = deque([Changing(), 2])
attempt(lambda: 5 in d)
attempt(d.count, 5)
attempt(d.index, 5)
attempt(d.remove, 5)
a, *b = deque("pqr")
print(a, b)
print({**{}}, [*deque([1]), 2], dict(deque([(1, 2)])))
class Stack(deque):
    def top(self):
        return self[-1]
s = Stack([1, 2], 7)
s.name = "s"
print(s, s.top(), s.maxlen, s.name, s.__dict__, s.copy(), type(s.copy()), s == deque([1, 2]), s + deque([3]), isinstance(s, deque))
class Own(deque):
    def __init__(self, n):
        super().__init__(range(n), n)
    def append(self, x):
        super().append((x, x))
o = Own(3)
o.append(4)
print(o, len(o), o[1:2] if False else o[1])
print(collections.deque is deque, isinstance(deque(), list), issubclass(deque, object))
