import gc
class Node: pass
gc.collect()
old = []
gc.collect(0)
a = []; b = [a]; a.append(b)
x = []; keep = [x]; x.append(keep)
n = Node(); n.me = n; old.append(n)
del a, b, x, n
gc.collect(0)
