# sets: order, sizes, operations
import sys

s = {3, 1, 2}
print(s, len(s), 2 in s, 9 in s)
s.add(2)
s.add(10)
s.discard(7)
s.remove(1)
print(s)
print(sorted(s | {5}), sorted(s & {2, 3}), sorted(s - {2}), sorted(s ^ {2, 99}))
print({1, 2} == {2, 1}, {1} < {1, 2}, set() == frozenset())
e = set()
sizes = [sys.getsizeof(e)]
for i in range(100):
    e.add(i)
    if sizes[-1] != sys.getsizeof(e):
        sizes.append(sys.getsizeof(e))
print(sizes, len(e), e == set(range(100)))
e.clear()
print(e, sys.getsizeof(e))
print(set([8, 0, 16, 24]), set(()))
print(frozenset([1, 2]), frozenset())
