# when a dict starts to be tracked, and stops
import gc

gc.disable()
d = {}
print(gc.is_tracked(d))
d["a"] = 1
d[2] = "x"
print(gc.is_tracked(d))
d["l"] = []
print(gc.is_tracked(d))
del d["l"]
print(gc.is_tracked(d))
gc.collect(0)
print(gc.is_tracked(d))
gc.collect()
print(gc.is_tracked(d))
e = {"k": {}}
print(gc.is_tracked(e), gc.is_tracked(e["k"]))
gc.collect()
print(gc.is_tracked(e), gc.is_tracked(e["k"]))
f = {"t": (1, 2)}
print(gc.is_tracked(f))
g = {"x": 1, "y": "z"}
h = dict(g)
print(gc.is_tracked(g), gc.is_tracked(h))
