import gc
gc.collect(); gc.disable()
class K:
    @property
    def x(self): pass
del K
print(gc.collect())
class K:
    @staticmethod
    def x(self): pass
del K
print(gc.collect())
class K:
    @classmethod
    def x(self): pass
del K
print(gc.collect())
class K:
    def __new__(cls): return 1
del K
print(gc.collect())
class K:
    __slots__ = ('a', 'b')
del K
print(gc.collect())
class K:
    def __init_subclass__(cls): pass
del K
print(gc.collect())
class K:
    def f(self): return super().f()
del K
print(gc.collect())
class K:
    a = 1
    @property
    def x(self): pass
    @x.setter
    def x(self, v): pass
    def g(self): return __class__
del K
print(gc.collect())
