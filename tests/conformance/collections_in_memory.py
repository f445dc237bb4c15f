# What the containers of collections and weakref are made of, and how much garbage a cycle through one is.
import gc, weakref, sys
from collections import ChainMap, UserDict, UserList, Counter, namedtuple, OrderedDict, defaultdict, deque
gc.collect(); gc.disable()
class A: pass
def refs(o): return sorted(type(x).__name__ for x in gc.get_referents(o) if not isinstance(x, type))
for o in (ChainMap({}), UserDict(a=1), UserList([1]), Counter('a'), OrderedDict(a=[]), defaultdict(list), deque([1]), weakref.WeakValueDictionary(), weakref.WeakKeyDictionary(), weakref.WeakSet(), UserDict().items(), UserDict().keys()):
    print(type(o).__name__, gc.is_tracked(o), refs(o), sys.getrefcount(o))
    try: print(sorted(o.__dict__))
    except AttributeError: pass
def n(f):
    gc.collect(); f(); return gc.collect()
def cyc(c):
    def f():
        o = c(); o.me = o
    return f
print(n(cyc(ChainMap)), n(cyc(UserDict)), n(cyc(UserList)), n(cyc(Counter)), n(cyc(OrderedDict)), n(cyc(weakref.WeakValueDictionary)), n(cyc(weakref.WeakKeyDictionary)), n(cyc(weakref.WeakSet)))
def fin():
    a = A(); a.me = a; weakref.finalize(a, print, 'fin')
print(n(fin))
def wm():
    a = A(); a.m = weakref.WeakMethod(A().__init__) if 0 else None; a.me = a
print(n(wm))
def nt():
    P = namedtuple('P', 'x'); p = P([]); p.x.append(p)
print(n(nt))
P = namedtuple('P', 'x y'); p = P(1, []); q = p._replace(x=2); print(sys.getrefcount(p), gc.is_tracked(p), gc.is_tracked(P(1, 2)), refs(p), refs(q)); d = p._asdict(); print(gc.is_tracked(d))
import copy
m = {}; x = [A()]; y = copy.deepcopy(x, m); print(sys.getrefcount(x), sys.getrefcount(x[0]), len(m), refs(m)); del m; print(sys.getrefcount(x))
l = []; l.append(l); print(n(lambda: copy.deepcopy(l)))
print(gc.get_count()[0] < 700)
