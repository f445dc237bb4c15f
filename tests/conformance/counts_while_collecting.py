import gc
class A: pass
gc.collect(); gc.set_threshold(5, 2, 2)
keep = []; n = []
for i in range(30):
    a = A(); a.me = a; keep.append([]); n.append(gc.get_count())
gc.set_threshold(700, 10, 10)
print(n, gc.get_stats()[0]["collections"] - 0 > 0)
