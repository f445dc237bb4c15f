# OrderedDict and defaultdict: order, operators, copies, messages.
from collections import OrderedDict, defaultdict
def t(f, *a, **k):
    try: print(f(*a, **k))
    except Exception as e: print(type(e).__name__, e)
o = OrderedDict(a=1, b=2, c=3); print(o, OrderedDict(), o.keys(), o.values(), o.items())
o.move_to_end('a'); print(o); o.move_to_end('c', last=False); print(o); t(o.move_to_end, 'z')
print(o.popitem(), o.popitem(last=False), o); o.clear(); t(o.popitem); t(o.popitem, False)
o = OrderedDict([('x', 1), ('y', 2)]); print(list(reversed(o)), list(reversed(o.items())), list(reversed(o.values())), list(reversed(o.keys())))
print(o == {'y': 2, 'x': 1}, o == OrderedDict(y=2, x=1), o == OrderedDict(x=1, y=2), o != OrderedDict())
print(o | {'z': 3}, {'z': 3} | o, type({'z': 3} | o)); o |= {'w': 1}; print(o)
t(lambda: o | 3); t(lambda: 3 | o)
print(o.pop('x'), o.pop('q', None), o.setdefault('k', 9), o.copy()); t(o.pop, 'q')
try:
    for k in o: o.move_to_end(k)
except RuntimeError as e: print(e)
try:
    for k in o: o['new'] = 1
except RuntimeError as e: print(e)
try:
    for k in o: del o[k]
except RuntimeError as e: print(e)
o.me = 1; print(o.__dict__)
o['self'] = o; print(o)
del o['self']
class S(OrderedDict):
    def __missing__(self, k): return 'm'
s = S(a=1); print(s['q'], s, s.copy(), type(s.copy()), s | {})
import copy
c = copy.copy(o); print(c, c.me); c = copy.deepcopy(o); print(c, c.me)
t(OrderedDict, 1); t(OrderedDict, 1, 2); t(OrderedDict, [1]); 
o.update({'q': 1}, r=2); print(o)
t(lambda: o < o); t(hash, o)
print(len(o), 'q' in o, o.get('q'), list(o.items()))
print(OrderedDict.__module__)
d = defaultdict(list); d['a'].append(1); print(d, d['b'], d.default_factory, repr(defaultdict()), defaultdict(int, a=1))
t(lambda: defaultdict()['x']); t(defaultdict, 3); t(defaultdict, int, 3)
print(d | {'z': 1}, {'z': 1} | d, type({'z': 1} | d)); d |= {'q': 2}; print(d, d.copy(), type(d.copy()))
t(lambda: d | 3)
d = defaultdict(lambda: d); d['self']; print(len(repr(d)))
d.default_factory = int; print(d['n'], d.__missing__('m'), d.get('zz'), 'zz' in d)
class F(defaultdict): pass
f = F(int, a=2); print(f, f.copy(), type(f.copy()), f | {}, type(f | {}))
def bad(): raise ValueError('no')
t(lambda: defaultdict(bad)['x'])
print(defaultdict.__mro__)
print(defaultdict(None, [(1, 2)]))
print(defaultdict.fromkeys('ab'))
print(OrderedDict.__eq__.__doc__, o.__sizeof__() > 0)
print(o.__reversed__, OrderedDict.__or__(o, 3)) if 0 else 0
print(type(iter(o)), type(o.items()), type(iter(o.items())))
