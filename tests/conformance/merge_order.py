# a full collection scans generation 2, then 0, then 1
import gc

gc.disable()
gc.collect()


def mine(generation):
    found = []
    for o in gc.get_objects(generation):
        if type(o) is list and len(o) > 0 and type(o[0]) is str and o[0].startswith("mark"):
            found.append(o[0][5:])
    return found


old = ["mark old"]
gc.collect()
middle = ["mark middle"]
gc.collect(0)
young = ["mark young"]
print(mine(0), mine(1), mine(2))
gc.collect()
print(mine(0), mine(1), mine(2))
