# the __dict__ of an instance of a subclass, read before and after an attribute is set
import sys, gc
def show(cls, *a):
    class S(cls): pass
    r = []
    o = S(*a); r.append(sys.getsizeof(o.__dict__)); o.x = 1; r.append(sys.getsizeof(o.__dict__))
    p = S(*a); p.x = 1; r.append(sys.getsizeof(p.__dict__)); p.y = 2; r.append(sys.getsizeof(p.__dict__))
    q = S(*a); r.append(sys.getsizeof(q.__dict__)); q.__dict__.update({'y': [], 'x': ()}); r.append([type(v).__name__ for v in gc.get_referents(q.__dict__)]); r.append(sys.getsizeof(q.__dict__))
    print(cls.__name__, r)
for c in int, float, object, list, dict, set, tuple, Exception, frozenset: show(c)
import collections
show(collections.deque); show(collections.OrderedDict)
