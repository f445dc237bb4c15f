# A __dict__ that shares its keys with the class is visited, cleared and released in the order of the class's keys.
import gc, sys, copy
gc.collect(); gc.disable()
class L(list): pass
class D(dict): pass
class P: pass
class E(ValueError): pass
class Loud:
    def __init__(self, n): self.n = n
    def __del__(self): print('del', self.n, end=' ')
    def __repr__(self): return self.n
def order(make):
    a = make()
    a.x = 1
    a.y = 1
    a.z = 1
    g = make()
    g.z = Loud('z')
    g.x = Loud('x')
    g.y = Loud('y')
    gc.collect()
    print([o for o in gc.get_objects() if type(o) is Loud], end=' ')
    return g
for make in L, D, P, E:
    g = order(make)
    print(list(g.__dict__), sys.getsizeof(g.__dict__), end=' ')
    del g
    print(end='-- ')
    g = order(make)
    g.__dict__
    gc.collect()
    print([o for o in gc.get_objects() if type(o) is Loud], end=' ')
    h = g.__dict__.copy()
    del g
    print(h, sys.getsizeof(h), end=' ')
    h.clear()
    g = order(make)
    g.__dict__['w'] = 3
    del g.__dict__['x']
    g.x = Loud('x2')
    print(g.__dict__, sys.getsizeof(g.__dict__), end=' ')
    g.__dict__.clear()
    g = order(make)
    print(g.__dict__.popitem()[0], sorted(g.__dict__), end=' ')
    g.__dict__.clear()
    k = make()
    k.w = Loud('w'); k.v = 1
    k.__dict__.update({'z': 1, 'x': 2})
    print(k.__dict__)
    del g, k
    m = make()
    m.__dict__.update({'z': Loud('z'), 'x': Loud('x')})
    m.w = Loud('w')
    gc.collect()
    print([o for o in gc.get_objects() if type(o) is Loud], m.__dict__, sys.getsizeof(m.__dict__), end=' ')
    del m
    print()
class F(list): pass
f = F()
for i in range(40): setattr(f, 'a%d' % i, i)
print(sys.getsizeof(f.__dict__), len(f.__dict__))
f = F()
f.a3 = Loud('a3'); f.a1 = Loud('a1'); f.other = 1
print(sys.getsizeof(f.__dict__), len(f.__dict__))
f.__dict__[1] = 2
print(sys.getsizeof(f.__dict__), len(f.__dict__))
del f
print()
class L(list): pass
class P: pass
for c in L, P:
    g = c(); g.a = 1; g.b = 2; g.c = 3
    d = g.__dict__
    print(sys.getsizeof(d), end=' ')
    d.popitem(); print(sys.getsizeof(d), end=' ')
    d['z'] = 1; print(sys.getsizeof(d))
