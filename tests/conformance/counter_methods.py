# Counters: what they count, compare, combine and print.
from collections import Counter
c = Counter('abracadabra')
print(c, c.total(), c.most_common(2), c.most_common(0), c.most_common())
print(+Counter(a=2, b=-1, c=0), -Counter(a=2, b=-1, c=0))
print(Counter(a=1) <= Counter(a=2), Counter(a=1) < Counter(a=1), Counter(a=1) >= Counter(a=2), Counter(a=3) > Counter(a=2))
print(Counter(a=1, b=0) == Counter(a=1), Counter(a=1) != Counter(a=1), Counter(a=1)=={'a':1})
c.subtract('abc'); print(c)
c.subtract({'a': 3}, b=5); print(c)
c.update(x=3); print(c)
c.update({'x': 1, 'y': 2}, z=7); print(c)
c &= Counter(a=1, b=2, x=2); print(c)
c |= Counter(q=5, x=1); print(c)
c += Counter(q=-1, r=2); print(c)
c -= Counter(q=9); print(c)
print(list(c.elements()), sorted(Counter(a=2,b=0,c=-3).elements()))
print(Counter(a=1)+Counter(b=2), Counter(a=1)-Counter(b=2), Counter(a=1)|Counter(b=2), Counter(a=1,b=1)&Counter(b=2))
try: Counter(a=1)+{}
except TypeError as e: print(e)
try: Counter(a=1)<{}
except TypeError as e: print(e)
try: Counter('a', 'b')
except TypeError as e: print(e)
try: Counter(a='x', b=2)
except TypeError as e: print(e)
print(Counter(a='x', b=2) if 0 else '')
c = Counter(a='x'); c['b'] = 2
print(repr(c))
try: print(c.most_common())
except TypeError as e: print(e)
try: Counter.fromkeys('abc')
except NotImplementedError as e: print(e)
print(Counter(), repr(Counter()), c['zz'], len(c))
del c['nope']
print(c.copy(), type(c.copy()))
class S(Counter): pass
s = S('hello'); print(s, s.copy(), s + s, type(s+s))
print(c.pop('a'), c)
c.clear(); print(c)
print(Counter([1,2,1]).items())
print(Counter(Counter('aab')))
import copy
print(copy.copy(Counter('aab')), copy.deepcopy(Counter('aab')))
print(isinstance(c, dict), Counter.__mro__)
print(hash(Counter) is not None)
try: hash(c)
except TypeError as e: print(e)
c = Counter('aab'); print(c.__reduce__())
class T(Counter):
    def __missing__(self, k): return 10
print(T()['x'])
print(Counter.__module__, Counter.__qualname__)
print(Counter(a=1) ^ Counter(a=2) if hasattr(Counter, '__xor__') else 'no xor')
