# namedtuple: the classes that it makes, their messages, and what they are made of on the heap.
from collections import namedtuple
P = namedtuple('P', 'x y')
p = P(1, y=2)
print(p, p.x, p[1], p._fields, P._fields, p._asdict(), p._replace(x=5), P._make([7, 8]), P._field_defaults, P.__match_args__, P.__slots__)
print(P.__doc__, P.x.__doc__, P.__module__, P.__name__, P.__qualname__, P.__mro__)
print(P.__new__.__doc__, P._make.__doc__, P._replace.__doc__, P._asdict.__doc__, P.__repr__.__doc__)
print(P.__new__.__qualname__, P._make.__qualname__, P._replace.__qualname__, P._asdict.__qualname__, P.__repr__.__qualname__, P.__getnewargs__.__qualname__)
def t(f, *a, **k):
    try: print(f(*a, **k))
    except Exception as e: print(type(e).__name__, e)
t(P); t(P, 1); t(P, 1, 2, 3); t(P, 1, 2, x=3); t(P, z=3); t(P, 1, 2, z=3)
t(P._make, [1]); t(P._make, [1,2,3]); t(P._make, 3)
t(p._replace, z=1); t(p._replace, z=1, w=2); t(p._replace, 1)
t(namedtuple, 'X', 'a b a'); t(namedtuple, 'X', 'class b'); t(namedtuple, 'X', '_a b'); t(namedtuple, '1X', 'a'); t(namedtuple, 'class', 'a'); t(namedtuple, 'X', '9a'); t(namedtuple, 'X', 'a', defaults=(1,2))
R = namedtuple('R', 'a class b a _c 9', rename=True); print(R._fields, R(*range(6)))
D = namedtuple('D', 'a b c', defaults=(1, 2)); print(D(0), D._field_defaults, D.__new__.__defaults__)
t(D)
M = namedtuple('M', ['a', 'b'], module='mm'); print(M.__module__, M)
t(setattr, p, 'x', 5); t(setattr, p, 'q', 5); t(delattr, p, 'x')
t(lambda: p.zz)
t(lambda: P.x)
print(type(P.x), p.__getnewargs__(), p == (1, 2), hash(p) == hash((1, 2)), p < (1, 3), p + (3,), p * 2, p[:1], len(p), 1 in p)
class Q(P):
    __slots__ = ()
    @property
    def s(self): return self.x + self.y
q = Q(3, 4); print(q, q.s, q._replace(x=9), type(q._replace(x=9)), Q._make((1, 2)))
class Q2(P):
    def __new__(cls, x): return super().__new__(cls, x, x)
print(Q2(4), Q2(4)._replace(x=1))
import copy
print(copy.copy(p), copy.deepcopy(p), copy.copy(p) is p)
E0 = namedtuple('E0', ''); print(E0(), E0._fields, E0()._asdict(), E0.__doc__)
S = namedtuple('S', 'one'); print(S(1), S.__doc__, S.__new__.__doc__)
print(repr(p).__class__, f'{p}', '%s' % (p,), '%s %s' % p)
class O:
    class I: pass
    N = namedtuple('N', 'a')
print(O.N.__qualname__, O.N.__module__)
print(P.x is P.x, P.__dict__.keys())
print(type(P.__dict__['_make']), P.__new__.__name__, P.__new__.__module__, P.__new__.__code__.co_varnames, P.__new__.__code__.co_name)
print(list(P.__new__.__globals__), P._replace.__globals__['__name__'])
t(namedtuple, 'X', 'a b', True)
t(namedtuple, 'X'); t(namedtuple, 3, 'a'); t(namedtuple, 'X', 5); t(namedtuple, 'X', [1, 2])
print(P.__dict__['x'])
X = namedtuple('X', 'a, b,c'); print(X._fields)
try: print(p.__dict__)
except AttributeError as e: print(e)
print(P.__replace__ is P._replace if hasattr(P, '__replace__') else None)
import gc
from collections import namedtuple
def count():
    gc.collect()
    P = namedtuple('P', 'x y')
    p = P(1, 2)
    del P, p
    return gc.collect()
print(count(), count())
P = namedtuple('P', 'x y', defaults=[4])
print(gc.is_tracked(P.x), gc.get_referents(P.x), gc.is_tracked(P(1, 2)), gc.is_tracked(P([], 2)))
p = P(1,2); gc.collect(); print(gc.is_tracked(p))
print([type(o).__name__ for o in gc.get_referents(P)])
print([type(o).__name__ for o in gc.get_referents(P.__new__)])
for n in ('_make', '_replace', '__repr__', '_asdict', '__getnewargs__'):
    f = P.__dict__[n]; print(n, type(f)); f = getattr(f, '__func__', f)
    print([type(o).__name__ for o in gc.get_referents(f)], f.__code__.co_freevars, f.__defaults__, f.__kwdefaults__)
import sys
print(sys.getrefcount(P), sys.getsizeof(p), sys.getsizeof(P.x))
print(P.x.__class__.__name__, P.__dict__['x'].__get__(p), P.__dict__['x'].__get__(None, P))
try: P.__dict__['x'].__get__(3)
except TypeError as e: print(e)
try: P.__dict__['x'].__get__((1,))
except TypeError as e: print(e)
try: P.__dict__['x'].__get__(())
except Exception as e: print(e)
P.x.__doc__ = 'hi'; print(P.x.__doc__, P.x)

