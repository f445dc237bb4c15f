# containers that are built, returned and dropped
import sys

x = []


def give():
    return x


print(sys.getrefcount(give()))
print(sys.getrefcount([x][0]), sys.getrefcount((x, x)[1]))
print(len([x, x]), sys.getrefcount(x))
y = [x] * 5
print(sys.getrefcount(x))
y = y + y
print(sys.getrefcount(x))
y = y[:3]
print(sys.getrefcount(x))
z = {"a": x}
w = dict(z)
print(sys.getrefcount(x))
for item in y:
    pass
print(sys.getrefcount(x))
del item, y, z, w
print(sys.getrefcount(x))
i = iter([x, x])
print(sys.getrefcount(x))
for q in i:
    break
print(sys.getrefcount(x))
del i, q
print(sys.getrefcount(x))
