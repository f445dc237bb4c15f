# get_objects lists in list order: creation, then what moving back and merging made of it
import gc

gc.disable()
gc.collect()


def mine(generation):
    found = []
    for o in gc.get_objects(generation):
        if type(o) is list and len(o) > 0 and type(o[0]) is str and o[0].startswith("mark"):
            found.append(o[0])
    return found


a = ["mark a"]
b = ["mark b", a]
c = ["mark c", b]
print(mine(0))
gc.collect(0)
print(mine(0), mine(1))
d = ["mark d"]
e = ["mark e", d]
gc.collect(0)
print(mine(1))
f = ["mark f"]
gc.collect(1)
print(mine(1), mine(2))
g = ["mark g"]
gc.collect()
print(mine(2))
