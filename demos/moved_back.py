# The collector first thinks #5 unreachable, then meets #6, which a name still holds, and moves #5
# back. The pair #3, #4 stays behind and is destroyed.
import gc


class Node:
    pass


gc.collect()
old = []
gc.collect(0)
a = []; b = [a]; a.append(b)
x = []; keep = [x]; x.append(keep)
n = Node(); n.me = n; old.append(n)
del a, b, x, n
print(gc.collect(0))
