# Sizes of classes with and without a __dict__ for their instances, and __sizeof__.
import sys
class P: pass
class S: __slots__ = ("a",)
class S2: __slots__ = ("a", "__dict__")
class S3(S): pass
class S4(S): __slots__ = ()
class W: __slots__ = ("__weakref__",)
class LS(list): __slots__ = ()
class L(list): pass
class EX(Exception): pass
class EX2(EX): pass
class T(tuple): __slots__ = ()
class T2(tuple): pass
class I(int): pass
class ST(str): pass
class B(bytes): pass
class D(dict): pass
class SE(set): pass
class F(float): pass
for c in (P, S, S2, S3, S4, W, LS, L, EX, EX2, T, T2, I, ST, B, D, SE, F):
    print(c.__name__, sys.getsizeof(c))
class Z:
    def __sizeof__(self): return 100
class Z2(list):
    def __sizeof__(self): return 100
class Z3:
    __slots__ = ()
    def __sizeof__(self): return 100
class Z4(tuple):
    def __sizeof__(self): return 100
print([sys.getsizeof(z()) for z in (Z, Z2, Z3, Z4)])
for o in ([], (), {}, 1, 'a', 1.5, P(), S(), P, len, L(), object(), set(), b'x', EX(), None, (i for i in [])):
    print(type(o).__name__, o.__sizeof__(), sys.getsizeof(o))
class Q:
    def __sizeof__(self): return object.__sizeof__(self) + super().__sizeof__()
print(sys.getsizeof(Q()))
