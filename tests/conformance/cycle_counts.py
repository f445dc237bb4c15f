# what collect() returns
import gc

gc.disable()
gc.collect()


class A:
    pass


l = []
l.append(l)
del l
print(gc.collect())
d = {}
d["me"] = d
del d
print(gc.collect())
a = []
b = [a]
a.append(b)
t = (a,)
b.append(t)
del a, b, t
print(gc.collect())
x = A()
x.me = x
del x
print(gc.collect())
x = A()
y = A()
x.y = y
y.x = x
y.tail = [1, [2]]
del x, y
print(gc.collect())
for i in range(10):
    l = [i]
    l.append(l)
print(gc.collect())
del l
print(gc.collect(), gc.collect())
l = [[], [], []]
l.append(l)
l = None
print(gc.collect())
