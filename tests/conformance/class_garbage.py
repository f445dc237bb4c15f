# a class is a cycle of its own
import gc

gc.disable()
gc.collect()


class A:
    pass


class B:
    def f(self):
        pass


a = A()
del A
print(gc.collect())
a = None
print(gc.collect() > 0)
del B
print(gc.collect() > 0)


class C:
    pass


c = C()
c.me = c
c.cls = C
del C
print(gc.collect())
del c
print(gc.collect() > 1)
