# where weak references stand in the lists, and where a collection leaves them
import gc
import weakref
gc.disable()
gc.collect()

class A:
    pass

def where(r):
    out = []
    for g in range(3):
        for o in gc.get_objects(g):
            if o is r:
                out.append(g)
    return out

def cb(r):
    print("in callback", where(r), gc.get_count()[1:])

def young(n):
    a = A()
    a.me = a
    a.n = n
    return a

a = young(1)
old = weakref.ref(a, cb)
plain = weakref.ref(a)
gc.collect()
print(where(old), where(plain))
del a
print(gc.collect(), where(old), where(plain))
a = young(2)
fresh = weakref.ref(a, cb)
del a
print(gc.collect(0), where(fresh))

# an old weak reference whose object dies in a younger collection
a = A()
box = [weakref.ref(a, cb), weakref.ref(a)]
gc.collect()
b = young(3)
refs = [weakref.ref(b, cb), weakref.ref(b)]
gc.collect(0)
holder = young(4)
holder.b = b
b.holder = holder
old = weakref.ref(holder, cb)
print(where(refs[0]), where(refs[1]), where(old))
del b, holder
print(gc.collect(1), where(refs[0]), where(refs[1]), where(old))
a = None
print(where(box[0]), where(box[1]))

a = young(5)
r = [weakref.ref(a, cb)]
gc.collect()
gc.freeze()
print(where(r[0]), gc.get_freeze_count() > 0)
gc.unfreeze()
b = young(6)
r.append(weakref.ref(b, cb))
print(where(r[1]))
gc.collect(0)
print(where(r[1]))
gc.collect(1)
print(where(r[1]))
b = young(7)
r.append(weakref.ref(b))
r.append(weakref.ref(b, r.append))
b.r = weakref.ref(b, cb)
del b
print(gc.collect(0), len(r), r[-1] is r[-2])

# weak references in their own cycles
a = A()
a.r = weakref.ref(a)
del a
print(gc.collect())
a = A()
a.r = weakref.ref(a, a.__init__)
del a
print(gc.collect())

class Call:
    def __call__(self, r):
        print("called")

c = Call()
c.r = weakref.ref(c, c)
del c
print(gc.collect())
a = young(8)
c = Call()
c.a = a
c.r = weakref.ref(a, c)
a.c = c
print(gc.collect())
del a
print(gc.collect())
del c
print(gc.collect())
gc.set_debug(gc.DEBUG_SAVEALL)
a = young(9)
a.r = weakref.ref(a, cb)
r = weakref.ref(a, cb)
del a
print(gc.collect(), [type(o).__name__ for o in gc.garbage], r() is None)
print([o.r() is None for o in gc.garbage if type(o) is A])
gc.set_debug(0)
gc.garbage.clear()
print(gc.collect())
