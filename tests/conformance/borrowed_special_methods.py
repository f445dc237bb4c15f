# Special methods that are built-in ones, properties or bound, and hooks that were not asked before.
def attempt(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class D(dict):
    __getattr__ = dict.__getitem__
    __setattr__ = dict.__setitem__
    __delattr__ = dict.__delitem__
d = D(a=1); d.b = 2; print(d, d.a, d.b)
del d.a
print(d)
attempt(lambda: d.zzz)
class L(list):
    __call__ = list.append
    __lshift__ = list.append
l = L(); l(5); l << 7; print(l)
class P:
    __call__ = property(lambda s: lambda x: x)
    __len__ = property(lambda s: lambda: 4)
attempt(lambda: P()(3)); attempt(lambda: len(P()))
class V:
    def __set__(self, o, v): o.__dict__['d'] = v * 2
class C: d = V()
c = C(); print(type(c.d).__name__); c.d = 10; print(c.d, type(C.d).__name__)
class V2(V):
    def __set_name__(self, owner, name): self.name = name
class C2:
    x = V2()
    def __init__(self): self.x = 3
print(C2().d)
class R:
    def __round__(self, n=None): return ('rounded', n)
print(round(R()), round(R(), 2), round(R(), None))
class G:
    def __class_getitem__(cls, k): return cls.__name__, k
class H(G): pass
print(G[int], H[1, 2])
attempt(lambda: P[1]); attempt(lambda: G()[1])
for a in ((2, -1, 7), (2, -1, 4), (2, 3, 0), (2, 10, 7), (-2, 3, 7), (2, 3, -7), (3, -2, -7), (5, 0, 1), (5, -3, 1), (2, 100, 10**20), (0, 0, 5), (0, -1, 5), (True, 2, 3), (10**30, 3, 7)):
    attempt(lambda: pow(*a))
print(f'{"é"!a}', '%a' % 'é', '{!a}'.format('é€😀'), ascii('é'))
attempt(lambda: sorted([3, 'a', 2])); attempt(lambda: sorted([1, 2, None, 4])); attempt(lambda: [1, 'a', None].sort())
attempt(lambda: iter(1, 2))
T = type('T', (), {}); print(T, T.__module__, type('U', (C,), {'__module__': 'm'}))
def make(): return type('W', (L,), {'x': 1})
print(make(), make().__module__, list(make().__dict__))
class S(list):
    __bool__ = lambda self: False
    __eq__ = list.__ne__
print(bool(S([1])), S([1]) == [1], S([1]) == [2])
class It:
    __iter__ = [1, 2].__iter__
print(list(It()))
class It2(dict):
    __iter__ = dict.items
    __contains__ = dict.get
attempt(lambda: list(It2(a=1))); attempt(lambda: 'a' in It2(a=1))
