# attributes of instances of classes that derive from list, dict, set and Exception
import gc
import weakref
gc.disable()

class L(list):
    pass

class D(dict):
    pass

class S(set):
    pass

class E(Exception):
    pass

class M:
    pass

class T:
    def __init__(self, n):
        self.n = n
    def __del__(self):
        print("del", self.n)

def names(objects):
    return [type(o).__name__ for o in objects]

for C in (L, D, S, E):
    gc.collect()
    x = C()
    print(C.__name__, names(gc.get_referents(x)), hasattr(x, "a"))
    x.a = 1
    print(names(gc.get_referents(x)), x.a)
    x.me = M()
    print(names(gc.get_referents(x)))
    if C is L:
        x.append(M())
        x.append([])
    if C is D:
        x["k"] = M()
    print(names(gc.get_referents(x)), names(gc.get_referrers(x.me)))
    gc.collect()
    y = x.__dict__
    print(names(gc.get_referents(x)), sorted(y), y is x.__dict__, len(x.__dict__))
    x.me = x
    del x, y
    print(gc.collect(), hasattr(C(), "zz"))

x = L([T("item1"), T("item2")])
x.a = T("attr1")
x.b = T("attr2")
del x
x = D(k=T("item1"), j=T("item2"))
x.a = T("attr1")
x.b = T("attr2")
del x

class Own(list):
    def __del__(self):
        print("del self", len(self), self.a.n)

x = Own([T("item1"), T("item2")])
x.a = T("attr1")
x.append(x)
del x
print(gc.collect())
x = L([T("item")])
x.a = T("attr")
r = weakref.ref(x, lambda r: print("cb"))
del x
x = S()
x.a = T("attr")
x.add(1)
r = weakref.ref(x, lambda r: print("cb"))
del x
x = L()
x.a = 1
del x.a
for forget in (lambda: x.a, lambda: x.__dict__["a"]):
    try:
        print(forget())
    except (AttributeError, KeyError) as error:
        print(type(error).__name__, error)
print(x.__dict__, vars(x))
x.__dict__ = {"b": 2}
print(x.b, x, x.__dict__)
x = L()
x.me = x
print(gc.collect(), x.me is x)
x.other = D()
x.other.back = x
del x
print(gc.collect())

class Sub(L):
    def __init__(self, n):
        self.n = n
        self.append(n)

s = [Sub(i) for i in range(40)]
s[3].late = 1
s[39].late = 2
s[39].later = 3
print([sorted(x.__dict__) for x in (s[0], s[3], s[39])], s[5])
s[7].me = s
del s
print(gc.collect())
del Sub
print(gc.collect())
