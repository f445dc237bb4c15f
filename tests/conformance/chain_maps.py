# ChainMap: look-up, writing to the first mapping, children, combination, copies.
from collections import ChainMap
a = {'x': 1, 'y': 2}; b = {'y': 20, 'z': 30}
m = ChainMap(a, b)
print(m, m['y'], m['z'], len(m), list(m), 'x' in m, 'q' in m, m.get('q'), m.get('q', 5), m.get('x'))
try: m['nope']
except KeyError as e: print(repr(e))
m['n'] = 9; print(a, b)
try: del m['z']
except KeyError as e: print(repr(e))
del m['n']
try: m.pop('z')
except KeyError as e: print(repr(e))
print(m.pop('x'), a)
print(m.popitem())
try: m.popitem()
except KeyError as e: print(repr(e))
m.clear()
c = m.new_child(); print(c, c.parents, c.maps)
c = m.new_child({'k': 1}, j=3); print(c)
c = m.new_child(k=3); print(c)
print(m.copy(), m.copy().maps[1] is b)
print(bool(ChainMap()), bool(m), ChainMap())
print(dict(m), list(m.items()), list(m.keys()), list(m.values()), m.items())
print(m == {'y': 20, 'z': 30}, m == 3, m != {})
print(m | {'a': 1}, {'a': 1} | m, type({'a': 1} | m))
m |= {'r': 4}; print(m)
try: m | 3
except TypeError as e: print(e)
print(ChainMap.fromkeys('ab', 1)); 
try: hash(m)
except TypeError as e: print(e)
class D(dict):
    def __missing__(self, k): return 'missing'
print(ChainMap(D())['q'] )
print(m.setdefault('t', 5), m)
m.update({'u': 1}, v=3); print(m)
r = ChainMap(); r['me'] = r; print(r)
print(list(reversed(list(m))))
try: print(list(reversed(m)))
except TypeError as e: print(e)
class M2(ChainMap):
    def __missing__(self, k): return k*2
print(M2()['ab'])
print(ChainMap.__module__, ChainMap.__mro__)
import copy
d = copy.copy(m); print(d, d.maps[0] is m.maps[0], d.maps[1] is m.maps[1])
d = copy.deepcopy(m); print(d)
print(m.items() & {('y', 20)}, sorted(m.keys() | {"g"}), ('y', 20) in m.items(), 20 in m.values(), len(m.items()))
