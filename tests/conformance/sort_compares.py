# What list.sort() compares, in which order, for short lists of many shapes.
class K:
    def __init__(self, v, i): self.v = v; self.i = i
    def __lt__(self, o): log.append((self.i, o.i)); return self.v < o.v
x = 12345
def rnd(n):
    global x
    x = (x * 1103515245 + 12345) % 2**31
    return x // 65536 % n
for case in range(60):
    n = rnd(40); m = rnd(6) + 1
    log = []
    kind = rnd(4)
    vals = [rnd(m) for _ in range(n)]
    if kind == 1: vals.sort()
    if kind == 2: vals.sort(); vals = vals[::-1]
    if kind == 3 and n > 4: vals.sort(reverse=True); vals[n // 2:] = vals[n // 2:][::-1]
    l = [K(v, i) for i, v in enumerate(vals)]
    l.sort(reverse=bool(case % 3 == 0))
    print(case, n, [o.i for o in l], log)
