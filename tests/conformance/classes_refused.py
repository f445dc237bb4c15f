# What classes may not inherit, have or lose, and types whose only instance is there already.
def t(f):
    try:
        r = f()
        print(type(r).__name__, repr(r))
    except BaseException as e:
        print(type(e).__name__, "|", e)
class A: pass
class B1(A): pass
class B2(A): pass
def g():
    class X(B1,B2): pass
    class Y(B2,B1): pass
    class Z(X,Y): pass
t(g)
def g():
    class X(A, B1): pass
t(g)
def g():
    class X(object, A): pass
t(g)
def g():
    class X(B1, A, B2): pass
t(g)
def g():
    class C(A): pass
    class D(B1, C): pass
    class E(C, B1): pass
    class F(A, D, E): pass
t(g)
for n in [type(None), type(...), type(NotImplemented)]:
    t(lambda: n()); t(lambda: n(1)); t(lambda: n(x=1)); t(lambda: n(1, 2))
def f():
    class X: __slots__ = ('__dict__', '__dict__')
t(f)
def f():
    class X: __slots__ = ('__weakref__', '__weakref__')
t(f)
def f():
    class X: __slots__ = ('a', 'a')
    x = X(); x.a = 1
    return X.__slots__, x.a
t(f)
def f():
    class X(A): __slots__ = ('__dict__',)
t(f)
def f():
    class X(A): __slots__ = ('__weakref__',)
t(f)
def f():
    class X(dict): __slots__ = ('__dict__', '__weakref__')
    class Y(X): __slots__ = ('__weakref__',)
t(f)
for a in ['__name__','__qualname__','__module__','__doc__','__bases__','__mro__','__class__','__base__', '__dict__']:
    class C: "doc"
    if a != '__bases__': t(lambda: setattr(C, a, 5))
    t(lambda: delattr(C, a))
    t(lambda: setattr(int, a, 5))
    t(lambda: delattr(int, a))
def slots(n, b, s):
    try:
        X = type('X', b, {'__slots__': s})
        print(n, 'ok', X.__slots__)
    except Exception as e:
        print(n, type(e).__name__, e)
class A: pass
class S: __slots__ = ()
class W: __slots__ = ('__weakref__',)
class D: __slots__ = ('__dict__',)
for b in [(), (list,), (dict,), (str,), (float,), (A,), (S,), (W,), (D,), (set,), (frozenset,), (S, A), (W, D), (A, S)]:
    for s in [('__dict__',), ('__weakref__',), ('__dict__', '__weakref__'), ('__dict__',)*2, ('__weakref__',)*2, ('a', 'a'), ('a',), ()]:
        slots([x.__name__ for x in b], b, s)
