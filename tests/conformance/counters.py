from collections import Counter, namedtuple
import gc, sys
gc.disable(); gc.collect()
c = Counter('abracadabra')
print(c, c['a'], c['z'], c.most_common(2), sorted(c.elements()), c.total(), len(c), sum(c.values()))
c.update('aaz'); c.subtract({'b': 1}); c['q'] += 1; print(c)
d = Counter(a=1, b=5); print(c + d, c - d, c | d, c & d, Counter(a=1) == Counter({'a': 1, 'b': 0}))
del c['nothing']; del c['a']; print('a' in c, c.copy() == c, type(c.copy()), Counter())
print(sys.getsizeof(Counter()), gc.is_tracked(Counter()), [type(o).__name__ for o in gc.get_referents(Counter(x=1))])
c = Counter(); c.me = c; del c
print(gc.collect())
P = namedtuple('P', 'x y')
p = P(1, [2])
print(p, p.x, p[1], p == (1, [2]), len(p), P._fields, p._asdict(), p._replace(x=5), P._make([7, 8]), P(y=1, x=2), isinstance(p, tuple))
print(sys.getsizeof(p), gc.is_tracked(p), sys.getrefcount(p.y), hash(P(1, 2)) == hash((1, 2)), [type(o).__name__ for o in gc.get_referents(p)])
x, y = p; print(x, y)
try: p.x = 3
except AttributeError: print('no')
try: P(1)
except TypeError as e: print(e)
try: P(1, 2, 3)
except TypeError as e: print(e)
Q = namedtuple('Q', ['a', 'b'], defaults=[9]); print(Q(1), Q._field_defaults)
class R(P):
    __slots__ = ()
    def norm(self): return self.x + self.y
print(R(1, 2).norm(), R(1, 2))
l = []; q = P(l, 1); l.append(q); del l, q
print(gc.collect())
