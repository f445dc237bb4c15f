# The bases of a class know it by a weak reference: a class has one from its birth.
import gc
import weakref


class Base:
    pass


print(weakref.getweakrefcount(Base), weakref.getweakrefcount(type), weakref.getweakrefcount(int), weakref.getweakrefcount(object))


class Derived(Base):
    pass


class Both(Derived, Base):
    pass


print(weakref.getweakrefcount(Base), weakref.getweakrefcount(Derived), weakref.getweakrefcount(Both))
print([type(r).__name__ for r in weakref.getweakrefs(Base)], weakref.getweakrefs(Base)[0]() is Base)
ref = weakref.ref(Base)
print(weakref.getweakrefcount(Base), ref is weakref.getweakrefs(Base)[0])
late = weakref.ref(Base, print)
print(weakref.getweakrefcount(Base), [r is ref for r in weakref.getweakrefs(Base)])
del ref, late
print(weakref.getweakrefcount(Base))
late = weakref.ref(Both, lambda r: print("gone", r() is None))
del Both
gc.collect()
print(weakref.getweakrefcount(Derived), Derived.__subclasses__())
