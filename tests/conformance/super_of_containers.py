class L(list):
    def __getitem__(self, i): return super().__getitem__(i) * 2
    def __len__(self): return 99
    def __repr__(self): return "L" + super().__repr__()
    def __eq__(self, o): return super().__eq__(o)
    def __contains__(self, x): return not super().__contains__(x)
    def __iter__(self): print("iter"); return super().__iter__()
    def __setitem__(self, i, v): super().__setitem__(i, v + 1)
    def __add__(self, o): return L(super().__add__(o))
l = L([1, 2]); print(l[0], len(l), l, l == [1, 2], 1 in l, [x for x in l]); l[0] = 5; print(l, l + [1])
class D(dict):
    def __getitem__(self, k): return super().__getitem__(k) + 1
    def __setitem__(self, k, v): super().__setitem__(k, v * 2)
    def __missing__(self, k): return 100
    def __str__(self): return "D" + super().__str__()
d = D(a=1); d["b"] = 5; print(d["a"], d["b"], d["zz"], d, repr(d), d.get("a"))
class O:
    def __eq__(self, o): return super().__eq__(o)
    def __hash__(self): return super().__hash__()
    def __repr__(self): return super().__repr__()[:12]
    def __str__(self): return "s" + super().__str__()
    def __init_subclass__(cls): super().__init_subclass__(); print("sub", cls.__name__)
o = O(); print(o == o, o == 1, o, repr(o), hash(o) == hash(o))
class P(O): pass
class E(Exception):
    def __str__(self): return "E:" + super().__str__()
    def __repr__(self): return "R:" + super().__repr__()
print(E("x"), repr(E("x")))
