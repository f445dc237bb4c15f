# Lesson 6: a collection, phase by phase. Object #5 is set aside first and comes back.
import gc
class Node: pass

gc.collect()
old = []
gc.collect(0)
a = []; b = [a]; a.append(b)
x = []; keep = [x]; x.append(keep)
n = Node(); n.me = n; old.append(n)
del a, b, x, n
print(gc.collect(0))
