# deque: methods, bounds, messages, what changes while it is gone through.
from collections import deque
def t(f, *a, **k):
    try: print(f(*a, **k))
    except Exception as e: print(type(e).__name__, e)
d = deque([1,2,3], maxlen=4); print(d, d.maxlen, repr(deque()), deque('abc'))
d.append(4); d.append(5); print(d); d.appendleft(0); print(d); d.extend([7,8]); print(d); d.extendleft([9]); print(d)
d.rotate(); print(d); d.rotate(-2); print(d); d.rotate(100); print(d)
t(d.insert, 1, 5); t(deque([1,2]).insert, 1, 5)
d = deque('abcabc'); print(d.index('b'), d.index('b', 2), d.count('a')); t(d.index, 'z'); t(d.index, 'a', 1, 2); t(d.remove, 'z'); d.remove('b'); print(d)
d.reverse(); print(d, d[0], d[-1], d[2]); t(lambda: d[99]); t(lambda: d['a']); t(lambda: d[1:2])
d[0] = 'Z'; del d[1]; print(d)
t(d.__setitem__, 99, 1); t(d.__delitem__, 99)
e = d.copy(); print(e == d, e is d, e + d, d * 2, 2 * d, d < e, d <= e, d != e, d > deque(), d == list(d))
t(lambda: d + [1]); t(lambda: d * 'a'); t(lambda: d < [1]); t(hash, d); t(deque().pop); t(deque().popleft); t(deque, 3); t(deque, [], -1); t(deque, [], 'a'); t(deque, [], 1, 2); t(deque, iterable=[1], maxlen=3)
d += [1]; d *= 2; print(d); d.clear(); print(d, bool(d), len(d))
d = deque([1,2,3])
try:
    for x in d: d.append(x)
except RuntimeError as ex: print(ex)
try:
    for x in d: d.popleft()
except RuntimeError as ex: print(ex)
try:
    for x in reversed(d): d.pop()
except RuntimeError as ex: print(ex)
class Ev:
    def __eq__(self, o): d.clear(); return True
d = deque([1, Ev(), 2]); t(d.remove, 5); d = deque([1, Ev(), 2]); t(d.index, 5); d = deque([1, Ev(), 2]); t(d.count, 5); d = deque([1, Ev(), 2]); t(lambda: 5 in d)
d = deque(); d.append(d); print(d); d.clear()
d = deque(maxlen=2); d.append(d); print(d); d.clear()
class S(deque):
    pass
s = S([1,2]); s.a = 1; print(s, s.copy(), type(s.copy()), s + s, type(s + s), s*2)
import copy
c = copy.copy(s); print(c, type(c)); c = copy.deepcopy(s); print(c)
print(copy.copy(deque([1], 3)), copy.deepcopy(deque([[1]], 3)))
print(list(reversed(deque([1,2,3]))), max(deque([1,5,2])), sum(deque([1,2])))
t(setattr, deque(), 'maxlen', 3); t(setattr, deque(), 'x', 3)
d = deque(maxlen=0); d.append(1); d.extend([1]); print(d)
print(deque([1,2,3]) == deque([1,2,3]), deque([1,2]) < deque([1,2,3]), deque([1,3]) > deque([1,2,3]))
print(type(iter(d)), type(reversed(d)), deque.__module__)
t(deque([1,2,3], 2).__iadd__, [4]); t(deque([1,2], 3).__imul__, 5); t(deque([1,2],3).__mul__, 3)
d=deque(range(200)); d.rotate(77); print(d[0], d[100], d.index(5)); del d[50]; d.insert(60, 'x'); print(d[60], len(d))
from collections import deque
class S(deque):
    def __iadd__(self, o): print('own'); return super().__iadd__(o)
s = S([1]); s += [2]; print(s); s *= 2; print(s)
