# What dicts, sets, lists and deepcopy() hold of the objects that they compare or copy.
import copy
import sys

r = sys.getrefcount
class O:
    def __eq__(s, o): print("eq", r(s), r(o)); return s is o
    def __hash__(s): return 1
def t():
    a, b, v = O(), O(), O()
    print("or"); {a: 1} | {b: v}
    print("ior"); d = {a: 1}; d |= {b: v}
    print("upd"); d = {a: 1}; d.update({b: v})
    print("updl"); d = {a: 1}; d.update([(b, v)])
    print("disp"); {**{a: 1}, **{b: v}}
    print("dict"); dict({a: 1}, **{}); dict([(a, 1), (b, v)])
    print("comp"); {k: v for k in (a, b)}
    print("copy"); {a: 1, b: v}.copy()
    print("setcomp"); {k for k in (a, b)}
    print("set"); set([a, b]); {a, b}; {a, *[b]}; {*[a], *[b]}; frozenset((a, b))
    print("add"); s = {a}; s.add(b); s.update([b]); s |= {b}; s.discard(b); s.remove(a)
    print("from"); dict.fromkeys([a, b])
    print("setitem"); d = {a: 1}; d[b] = v; d[a] = 2; d.setdefault(b, 1); d.pop(b); b in d; d.get(b)
    print("del"); del d[a]
    print("in"); a in [b]; a in (b,); [a].index(a); [b].count(a)
    print("rem"); [b, a].remove(a); (b, a).index(a)
    print("cmp"); [a] == [b]; (a,) == (b,); {1: a} == {1: b}; (a, b) < (b, a); [a] != [b]
t()
def call(*args, **kw): return [r(x) for x in args], [r(x) for x in kw.values()], r(args), r(kw)
class C:
    def __call__(s, *a, **k): return r(s), [r(x) for x in a], [r(x) for x in k.values()]
    def m(s, *a, **k): return r(s), [r(x) for x in a], [r(x) for x in k.values()]
    def p(s, a, b=1, *, k=2): return r(s), r(a), r(b), r(k)
    @classmethod
    def cl(c, *a, **k): return [r(x) for x in a], [r(x) for x in k.values()]
    @staticmethod
    def st(*a, **k): return [r(x) for x in a], [r(x) for x in k.values()]
    def __init__(s, *a, **k): print("init", r(s), [r(x) for x in a], [r(x) for x in k.values()])
    def __new__(c, *a, **k): print("new", [r(x) for x in a], [r(x) for x in k.values()]); return object.__new__(c)
def u():
    c, a, b = C(), O(), O()
    for f in call, c, c.m, c.cl, c.st:
        print(f(a), f(a, a), f(k=a), f(a, k=b), f(a, k=a), f(*[a]), f(*(a,)), f(**{"k": a}), f(a, *[b]), f(*[a], k=b), f(a, **{"k": b}), f(a, *[b], k=a, **{"z": b}))
    print(call(a), call(a, a), call(k=a), call(a, k=b), call(a, k=a), call(*[a]), call(*(a,)), call(**{"k": a}), call(a, *[b]), call(*[a], k=b), call(a, **{"k": b}))
    print(c.m(a), c.m(a, k=b), c.m(*[a]), c.m(*[a], **{"k": b}), c.p(a), c.p(a, b), c.p(a, b=b), c.p(a, k=b), c.p(*[a, b]), c.p(**{"a": a}), c.p(*[a], k=b))
    print(c.cl(a), c.cl(a, k=b), c.st(a), c.st(a, k=b), C.cl(a), C.st(*[a]), C.m(c, a), C.m(c, a, k=b), C.__call__(c, a), c.__call__(a), c.__call__(a, k=b))
    C(a); C(a, k=b); C(*[a]); C(**{"k": b}); C(*[a], **{"k": b})
    print(max(a, b, key=lambda x: r(x)) is a, list(map(call, [a], [b])), list(map(c, [a])), list(map(c.m, [a])), sorted([a], key=call), list(filter(call, [a]))[0] is a)
u()

class D:
    def __deepcopy__(self, memo):
        print("deep", r(self), r(memo), len(memo))
        return D()

def deep():
    a = D()
    memo = {}
    copy.deepcopy(a)
    copy.deepcopy(a, memo)
    copy.deepcopy([a])
    copy.deepcopy((a, a))
    copy.deepcopy({1: a})
    copy.deepcopy([[a], a])
    print(r(memo), r(a), len(memo))
    print(copy.deepcopy.__defaults__)

deep()
