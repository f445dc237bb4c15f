# Where a dict and a set ask for the hash of a key, and where they know it.
class A:
    def __init__(self, n): self.n = n
    def __hash__(self): print('hash', self.n); return 1
    def __eq__(self, o): print('eq', self.n, o.n); return self.n == o.n
    def __repr__(self): return 'A%d' % self.n
a, b = A(1), A(2)
d = {a: 1, b: 2}
e = {b: 3}
s = {a, b}
t = {b}
def op(name, f):
    print('--', name)
    try: print(f())
    except Exception as x: print(type(x).__name__, x)
def upd():
    x = dict(e); x.update(d); return x
def ior():
    x = dict(e); x |= d; return x
def ior2():
    x = {a: 1}; x.update({b: 1}); return x
def setup():
    x = set(t); x.update(s); return x
def disc():
    x = set(s); x.discard(b); return x
def diffu():
    x = set(s); x -= t; return x
op('setdefault', lambda: d.setdefault(A(3), 1))
op('setdefault2', lambda: d.setdefault(a, 1))
op('dict', lambda: dict(d)); op('copy', lambda: d.copy()); op('**', lambda: {**d}); op('|', lambda: d | e); op('upd', upd); op('ior', ior); op('ior2', ior2)
op('fromkeys', lambda: dict.fromkeys(d)); op('fromkeys set', lambda: dict.fromkeys(s)); op('set', lambda: set(s)); op('s.copy', lambda: s.copy()); op('s|', lambda: s | t)
op('s&', lambda: s & t); op('s-', lambda: s - t); op('s^', lambda: s ^ t); op('s==', lambda: s == set(s)); op('s<=', lambda: t <= s); op('isdisjoint', lambda: s.isdisjoint(t))
op('frozenset', lambda: frozenset(s)); op('set(d)', lambda: set(d)); op('list', lambda: list(s)); op('setup', setup); op('disc', disc); op('diffu', diffu)
op('d==', lambda: d == dict(d)); op('pop', lambda: d.pop(a)); op('in', lambda: b in d.keys()); op('sorted', lambda: sorted([1, 2]))
op('s|list', lambda: s | {*[a]}); op('union', lambda: s.union([a])); op('inter', lambda: s.intersection([a])); op('inter d', lambda: s.intersection(d)); op('diff', lambda: s.difference([a])); op('symm', lambda: s.symmetric_difference([a]))
op('remove', lambda: s.remove(b)); op('popitem', lambda: d.popitem()); op('s.add', lambda: s.add(a)); op('comp', lambda: {k: v for k, v in d.items()}); op('dict pairs', lambda: dict([(a, 1)])); op('dict kw', lambda: dict({a: 1}, z=1))
