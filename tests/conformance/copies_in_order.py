# What __reduce_ex__ of an object makes is older than its copy; an object without attributes gets no __dict__.
import gc, copy
class P:
    def __init__(self, n): self.n = n
class L(list): pass
class E(ValueError): pass
class D(dict): pass
class S(set): pass
from collections import deque, defaultdict
class Q(deque): pass
class DD(defaultdict): pass
class T(tuple): pass
gc.collect(); gc.disable()
for make in P, lambda n: L([n]), lambda n: E(n), lambda n: D(), lambda n: S([n]), lambda n: Q([n]), lambda n: DD(list, a=n), lambda n: T([n]):
  for cp in copy.copy, copy.deepcopy:
    m = make('6')
    m.n = '6'
    m.k = [2]
    gc.collect()
    b = cp(m)
    print([type(o).__name__ + str(o is m) for o in gc.get_objects(0) if type(o) is type(m) or type(o) is dict and o.get('n') == '6' or type(o) is list and o in ([2], ['6'])], end='')
    gc.collect()
    print([type(o).__name__ + str(o is m) for o in gc.get_objects() if type(o) is type(m) or type(o) is dict and o.get('n') == '6' or type(o) is list and o == [2]])
from collections import OrderedDict
class Both:
    __slots__ = 'a', '__dict__', '__own'
class State:
    def __getstate__(self):
        return {'saved': 1}
for m in P.__new__(P), OrderedDict(a=1), Both(), State(), L(), Q(), DD(int), E():
    if type(m) is Both:
        m.a = m._Both__own = 1
    for cp in copy.copy, copy.deepcopy:
        gc.collect()
        b = cp(m)
        print(type(b).__name__, gc.get_objects(0) == [b], [type(o) for o in gc.get_referents(m) if o is not type(m)])
        print(getattr(b, 'a', None), getattr(b, 'saved', None))
