# What a generator expression and a suspended loop hold of what they go through: from 3.15 on no iterator.
import gc, sys
gc.disable()
class P:
    def __del__(self): print("del")
for make in (lambda b: (x for x in b), lambda b: [x for x in b].__iter__(), lambda b: [b[1:], iter(b)]):
    b = [P()]
    i = make(b)
    b.append(i)
    print(sys.getrefcount(b), sys.getrefcount(i), [type(x).__name__ for x in gc.get_referrers(b)])
    del b, i
    print(gc.collect())
def g(b):
    print(sys.getrefcount(b))
    for x in b:
        print(sys.getrefcount(b))
        yield x
        print(sys.getrefcount(b))
for b in ([1, 2], (1, 2, []), {1, 2}):
    i = g(b)
    next(i)
    print(sys.getrefcount(b), [type(x).__name__ for x in gc.get_referents(i)])
    print([type(x).__name__ for x in gc.get_referrers(b)][:1])
    list(i)
    print(sys.getrefcount(b))
b = [P()]
b.append(g(b))
next(b[1])
del b, i
print(gc.collect())
b = [P()]
i = (x for x in b)
print(sys.getrefcount(b))
next(i)
print(sys.getrefcount(b))
print(list(i), sys.getrefcount(b))
i = (x for x in (y for y in b))
print(sys.getrefcount(b), [type(x).__name__ for x in gc.get_referents(i)])
next(i)
print(sys.getrefcount(b), [type(x).__name__ for x in gc.get_referents(i)], gc.get_referents(i.gi_frame) == [])
print([type(x).__name__ for x in gc.get_referents(i.gi_frame)], sorted(i.gi_frame.f_locals))
def h(b):
    for x in b:
        for y in b:
            print(sys.getrefcount(b))
            try:
                1 / 0
            except ZeroDivisionError as e:
                return gc.get_referents(e.__traceback__.tb_frame)
print([type(x).__name__ for x in h(b)])

def f(a):
    return (x for x in a)
try:
    f(2)
except TypeError as e:
    t = e.__traceback__
    while t: print(t.tb_frame.f_code.co_name, t.tb_lineno); t = t.tb_next
