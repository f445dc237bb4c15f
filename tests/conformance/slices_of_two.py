# o[a:b] in its own instructions, from 3.12 on: what holds the parts, and when they go.
import gc
import sys
r = sys.getrefcount
class O:
    def __init__(s, n=0): s.n = n
    def __del__(s): print("del", s.n)
    def __getitem__(s, k): print(r(s), r(k), r(k.start), r(k.stop)); return 1
    def __setitem__(s, k, v): print(r(s), r(k), r(k.start), r(k.stop))
    def __delitem__(s, k): print(r(s), r(k), r(k.start), r(k.stop)); return 1
def f():
    O(1)[O(2):O(3)]
    O(1)[O(2):O(3):O(4)]
    O(1)[O(2):O(3)] = O(4)
    O(1)[O(2):O(3):O(5)] = O(4)
    del O(1)[O(2):O(3)]
    a, b, c, d = O(1), O(2), O(3), O(4)
    a[b:c]
    a[b:c] = d
    a[b:c] += 5
    print("end")
f()

class C:
    def __getitem__(s, k): gc.collect(); print(gc.get_count()); return 1
    def __add__(s, k): print(gc.get_count()); return 1
gc.collect()
C()[[]:[]]
C()[[]:[]:[]]
C() + C()
def f(l, a, b):
    gc.collect()
    for i in range(3):
        x = gc.get_count(); y = l[a:b]; z = gc.get_count(); 
        print(z[0] - x[0], end=" ")
        del y
        print(gc.get_count()[0] - x[0], end=" ")
        k = [1]
        x = gc.get_count(); k[a:b] = l; print(gc.get_count()[0] - x[0])
f([1, 2, 3], 1, 2); f((1, 2, 3), 0, 2); f("abcd", 1, 2); f(b"abc", 1, 3); f(bytearray(b"asd"), 1, None)
class I:
    def __index__(s): return 1
    def __del__(s): print("del")
class E:
    def __index__(s): raise ValueError
for t in [1, 2, 3], (1, 2, 3), "abc", b"abc":
    print(t[I():I()], t[I():], t[:I()])
    try: t[I():E()]
    except ValueError: print("VE")
    try: t[I():"a"]
    except TypeError as e: print(e)
    try: t[I():2] = 5
    except TypeError as e: print(e)
try: {}[I():]
except (TypeError, KeyError) as e: print(e.__class__); e = 0
class L(list):
    def __getitem__(s, k): print(k.stop); return list.__getitem__(s, k)
print(L([1, 2, 3])[I().__index__():2])
l = [1, 2, 3]
l[I():I()] += [5]; print(l)
l[:2], l[2:] = [1], [2]; print(l)
for l[1:] in [[1], [2, 3]]: print(l)
del l[:I()]
print(l)
n = 1
l[:n] *= 3; print(l); s = "abc"; print(s[n:], s[:-n], s[n:n], s[-n:None])
def t():
    q = 7.25
    v = [1, q][n - 1:q and 2]
    return sys.getrefcount(q), v[:n]
print(t())

class A:
    def __getitem__(self, key):
        raise ValueError(key.start)

    def __setitem__(self, key, value):
        raise ValueError(key.start)

def fails(a, b, c):
    try:
        a[b:c]
    except ValueError as e:
        print(r(b), r(c), e)
    try:
        a[b:c] = c
    except ValueError as e:
        print(r(b), r(c), e)
    try:
        a[b:c] += c
    except ValueError as e:
        print(r(b), r(c), e)

fails(A(), 1.5, 2.5)
print(sys.getsizeof(sys._getframe()), fails.__code__.co_stacksize, f.__code__.co_stacksize)
