# a chain that only its last object holds is moved back, link by link
import gc

gc.disable()
gc.collect()


def mine(generation):
    found = []
    for o in gc.get_objects(generation):
        if type(o) is list and len(o) > 0 and type(o[0]) is str and o[0].startswith("mark"):
            found.append(o[0][5:])
    return found


a = ["mark a"]
b = ["mark b", a]
c = ["mark c", b]
d = ["mark d", c]
del a, b, c
print(mine(0))
gc.collect(0)
print(mine(1))
x = [["mark 0"], ["mark 1"], ["mark 2"]]
x.insert(0, "mark x")
gc.collect(0)
print(mine(1))
gc.collect()
print(mine(2))
