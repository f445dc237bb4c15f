# survivors move up, one generation a collection
import gc

gc.disable()
gc.collect()
x = ["mark"]


def where(o):
    for g in range(3):
        for q in gc.get_objects(g):
            if q is o:
                return g
    return None


print(where(x))
gc.collect(0)
print(where(x))
y = [x]
gc.collect(0)
print(where(x), where(y))
gc.collect(1)
print(where(x), where(y))
z = [y]
gc.collect(1)
print(where(z))
gc.collect(2)
print(where(x), where(y), where(z))
print(where(1))
