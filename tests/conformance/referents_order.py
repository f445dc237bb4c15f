# traversal orders
import gc


class A:
    pass


print(gc.get_referents([1, 2, 3]))
print(gc.get_referents((7, "s", None)))
print(gc.get_referents({1: 2, 3: 4}))
print(gc.get_referents({"a": 1, "b": 2}))
print(gc.get_referents(5), gc.get_referents("x"), gc.get_referents([], {}))
a = A()
a.x = 10
a.y = 20
print(len(gc.get_referents(a)), gc.get_referents(a)[:2], gc.get_referents(a)[-1] is A)
b = A()
b.y = 1
b.x = 2
print(gc.get_referents(b)[:2])
l = [a]
m = [l, a]
r = gc.get_referrers(a)
print(l in r, m in r)
print(sorted(gc.get_referents({3, 1, 2})))
