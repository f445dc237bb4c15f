# Who has references to the arguments of an object that is called, and to those with keywords twice.
import sys
r = sys.getrefcount
class O:
    def __call__(s, *a, k=1): return [r(x) for x in a]
class P:
    def __call__(s, *a, **k): return [r(x) for x in a], [r(x) for x in k.values()]
class Q:
    def __call__(s, a, k): return r(a), k == 1 or r(k)
def f(*a, k=1): return [r(x) for x in a]
a, b, c = O(), O(), object()
print(a(b), a(b, k=c), a(b, k=b), a(b, b), r(b))
print(a(c), a(c, k=b), a(c, k=c), a(c, c))
p = P()
print(p(c), p(c, k=b), p(c, k=c), p(k=c))
q = Q()
print(q(c, 1), q(c, k=b), q(c, k=c), q(k=c, a=b), q(c, c))
print(f(c), f(c, k=b), f(c, k=c))
d = {"k": c}
t = (c,)
print(a(*t), a(c, **d), a(*t, **d), a(c, *t, **{"k": b}), r(c), r(b))
print(p(*t), p(c, **d), p(*t, **d), p(c, *t, **{"k": b}), p(**{"k": b}))
class S:
    __call__ = f
class T:
    @staticmethod
    def __call__(*a, k=1): return [r(x) for x in a], k == 1 or r(k)
s, t2 = S(), T()
print(s(c), s(c, k=b), t2(c), t2(c, k=b), t2(c, k=c))
print(T()(c, k=b), O()(O(), k=O()))
