import gc
gc.collect(); gc.disable()
class A:
    @property
    def x(self): return self
    @staticmethod
    def s(): pass
    @classmethod
    def c(cls): pass
    __slots__ = ("q",)
print(len(gc.get_referents(A)), sorted([type(o).__name__ for o in gc.get_referents(A)]))
print([type(o).__name__ for o in gc.get_referents(A.__dict__["x"])], [type(o).__name__ for o in gc.get_referents(A.__dict__["s"])])
e = enumerate([1]); z = zip([1], [2]); m = map(len, ["a"]); f = filter(None, [1]); r = reversed([1])
for o in (e, z, m, f, r): print(type(o).__name__, gc.is_tracked(o), [type(x).__name__ for x in gc.get_referents(o)])
l = []; l.append(enumerate(l)); del l; print(gc.collect())
l = []; l.append(zip(l)); del l; print(gc.collect())
l = []; l.append(map(len, l)); del l; print(gc.collect())
l = []; l.append(filter(None, l)); del l; print(gc.collect())
l = []; l.append(reversed(l)); del l; print(gc.collect())
p = property(); h = []; h.append(property(h.append)); del h; print(gc.collect())
class B: pass
b = B(); b.s = super(B, b); del b; print(gc.collect())
