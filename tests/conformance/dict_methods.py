# what dicts do
d = {"a": 1, "b": [2]}
d["c"] = d["b"]
print(d, len(d), "a" in d, 2 in d)
print(d.get("x"), d.get("x", 5), d.pop("a"), d.pop("zz", None))
print(list(d.keys()), list(d.values()), list(d.items()))
d.update({"b": 3, "e": 4})
print(d, d.setdefault("f", []), d.setdefault("b", 0))
for k in d:
    print(k, d[k])
for k, v in d.items():
    print(k, v)
del d["c"]
e = d.copy()
print(e == d, e is d)
print(d.popitem(), d)
d[1] = "int"
d[1.0] = "float"
d[True] = "bool"
print(d)
me = {}
me["me"] = me
print(me)
d.clear()
print(d, {}, {(1, 2): 3}[(1, 2)])
