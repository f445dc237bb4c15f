# Up to 3.13 the constant keys of a dict display stand in one tuple, which leaves the stack shallow.
import sys, gc
def q(u, **k): return k
def f(u, **k):
    d = {'n': 1, 5: u, 'z': [u]}
    e = {'a': u}
    g = {**d, 'x': u, 'y': 2, (1, 2): 3, -1: 4}
    return d, e, g, q(u, **{}, a=1, b=2)
def h(*, a=1, b=[2], c, d=3): return a, b, c, d
def w(*, a=1): return a
print(f(3))
print(f.__code__.co_stacksize)
print(h.__kwdefaults__, h(c=1), w())
def mk():
    def h(*, a=1, b=[2], c, d=3): pass
    return h
print([c for c in mk.__code__.co_consts if type(c) is tuple], mk.__code__.co_stacksize)
def gen():
    yield {'n': '~D12', 5: {'n': '~D13', 5: 1, 5: 2}}
print(sys.getsizeof(gen()), list(gen()))
