import gc, sys
class L(list):
    def __init__(self, *a): super().__init__(*a); self.name = "l"
class D(dict): pass
class S(set): pass
l = L([1, 2]); l.me = l; d = D(a=1); d.x = 5; s = S([1]); s.y = 6
print(l.name, l, d.x, d, s.y, s, l.__dict__.keys(), d.__dict__, vars(s))
gc.collect(); gc.disable()
del l; print(gc.collect())
d.me = d; del d; print(gc.collect())
s.me = s; del s; print(gc.collect())
l = L(); print(sys.getsizeof(l), hasattr(l, "foo"), getattr(l, "name"))
try: l.foo
except AttributeError as e: print(e)
del l.name
try: del l.name
except AttributeError as e: print(e)
l.__dict__ = {"z": 1}; print(l.z)
class E(Exception): pass
e = E(1); e.info = 3; print(e.info, e.__dict__)
