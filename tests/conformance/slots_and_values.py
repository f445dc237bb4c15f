# Where attributes are when a class or a base of it has __slots__: in 3.13 only without them beside the object.
import gc, sys
class P:
    __slots__ = ('n',)
class Q(P):
    pass
class E:
    __slots__ = ()
class F(E):
    pass
class W:
    __slots__ = ('__weakref__',)
class X(W):
    pass
class D:
    __slots__ = ('a', '__dict__')
class D0:
    __slots__ = ('__dict__',)
class D1(D0):
    pass
class D2(D0):
    __slots__ = ('k',)
class Plain:
    pass
class Sub(Plain):
    __slots__ = ('k',)
class SubSub(Sub):
    pass
class WD:
    __slots__ = ('__weakref__', '__dict__')
for c in (Q, F, X, D, D0, D1, D2, Sub, SubSub, WD):
    o = c()
    before = sys.getsizeof(o)
    o.z = ['z']
    o.y = 1
    print(c.__name__, before, sys.getsizeof(o), [type(r).__name__ for r in gc.get_referents(o)], gc.is_tracked(o))
    d = o.__dict__
    print('  ', sys.getsizeof(d), sys.getrefcount(d), gc.is_tracked(d), [type(r).__name__ for r in gc.get_referents(o)])
    p = c()
    p.z = 2
    print('  ', len(gc.get_objects()) and 0, [type(r).__name__ for r in gc.get_referents(p)], sys.getsizeof(p.__dict__))


class A(P):
    def __del__(self):
        print('del', [type(r).__name__ for r in gc.get_referents(self)])


a = A()
a.me = a
a.x = ['x']
del a
print(gc.collect())
a = A()
a.y = 1
b = A()
b.x, b.y = 2, 3
print(list(b.__dict__), sys.getsizeof(b.__dict__), sys.getsizeof(a.__dict__))
del a.y
print(a.__dict__, hasattr(a, 'y'))
