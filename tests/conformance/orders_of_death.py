# In which order what is in locals, containers, instances, closures and generators dies.
import sys, gc, weakref
class X:
    def __init__(s, n): s.n = n
    def __del__(s): print('~', s.n, end=' ')
def nl(t=''): print('|', t)
def f(a, b): c = X('c'); d = X('d'); return None
f(X('a'), X('b')); nl('locals')
d = {X(1): X(2), 3: X(4), X(5): 6}; del d; nl('dict')
d = {X(1): X(2), 3: X(4)}; d.clear(); nl('dict.clear')
l = [X(1), X(2), X(3)]; del l; nl('list')
l = [X(1), X(2), X(3)]; l.clear(); nl('clear')
l = [X(1), X(2), X(3)]; l[:] = []; nl('slice')
l = [X(1), X(2), X(3)]; del l[::2]; nl('del ext'); del l; nl()
l = [X(1), X(2), X(3)]; l *= 0; nl('*=0')
l = [X(1), X(2), X(3)]; l[0:2] = [X(4)]; nl('assign'); l.pop(); nl('pop'); l[0] = None; nl('setitem'); del l
t = (X(1), X(2), X(3)); del t; nl('tuple')
print()
x = X(1); x.b = X(2); x.a = X(3); del x; nl('inst')
x = X(1); x.b = X(2); x.__dict__; x.a = X(3); del x; nl('inst dict')
class S:
    __slots__ = ('z', 'a', 'm')
s = S(); s.m = X('m'); s.a = X('a'); s.z = X('z'); del s; nl('slots')
class S2(S):
    __slots__ = ('q',)
s = S2(); s.m = X('m'); s.q = X('q'); s.a = X('a'); del s; nl('slots2')
class S3(S): pass
s = S3(); s.m = X('m'); s.q = X('q'); s.a = X('a'); del s; nl('slots3')
class K: a = X('ka'); b = X('kb')
del K; gc.collect(); nl('class')
def clo():
    p = X('p'); q = X('q')
    return lambda: (p, q)
k = clo(); del k; nl('closure')
def dflt(a=X('d1'), *, b=X('kw')): pass
dflt.attr = X('attr'); del dflt; nl('func')
def gen():
    a = X('ga'); b = X('gb')
    yield X('y')
    c = X('gc')
    yield 2
g = gen(); next(g); nl('next'); next(g); nl('next2'); del g; nl('gen')
g = gen(); next(g); nl(); g.close(); nl('close')
def exc():
    a = X('ea'); b = X('eb')
    raise ValueError
try: exc()
except ValueError: nl('in except')
nl('after except')
try: exc()
except ValueError as e: nl('in except as')
nl('after except as')
def exc2():
    a = X('ea')
    try:
        b = X('eb'); raise ValueError
    except ValueError: nl('handler'); c = X('ec')
    finally: nl('finally')
exc2(); nl('exc2')
x = X('old'); x = X('new'); nl('rebind'); del x; nl('del')
x = X(1); x = x.n; nl('self')
a, b = X(1), X(2); a, b = b, a; nl('swap'); a = b = None; nl('none')
def rb(p): p = X('p2'); nl('rb'); q = p; p = None; nl('rb2')
rb(X('p1')); nl('rb end')
for i in [X(1), X(2)]: nl('loop')
nl('loop end'); del i; nl()
for i in (X(k) for k in range(3)): nl('gl')
del i; nl()
[X(1) for i in range(2)]; nl('comp')
[(X(1), X(2)), X(3)]; nl('nested')
{'a': X(1), 'b': [X(2), {'c': X(3)}]}; nl('nd')
X(1), X(2); nl('tup')
f(X(1), X(2)); nl('call')
print(X(1).n, X(2).n); nl('p')
(lambda *a, **k: nl('in'))(X(1), X(2), k=X(3)); nl('star')
def many(*a, **k):
    nl('m'); a = None; nl('a'); k = None; nl('k')
many(X(1), X(2), z=X(3)); nl()
class CM:
    def __enter__(s): return X('cm')
    def __exit__(s, *a): nl('exit')
with CM() as c: nl('body')
nl(); del c; nl('cm')
with CM(): nl('body')
nl('cm')
X(1) and X(2); nl('and'); X(1) or X(2); nl('or'); X(1) if X(2) else 3; nl('if'); not X(1); nl('not'); X(1) == X(2); nl('eq'); X(1) is X(2); nl('is')
[X(1)][0]; nl('idx'); [X(1), X(2)][0].n; nl('attr'); {1: X(1)}[1]; nl('didx'); (X(1), X(2))[1]; nl()
d = {1: X(1)}; d[1] = X(2); nl('dset'); d.pop(1); nl('dpop'); d[1] = X(3); d.popitem(); nl('popitem'); d.setdefault(1, X(4)); d.update({1: X(5)}); nl('upd'); del d[1]; nl('deld')
l = [X(3), X(1), X(2)]; l.sort(key=lambda x: x.n); nl('sort'); l = sorted(l, key=lambda x: -x.n); nl('sorted'); l = [y for y in l]; nl('re'); l.remove(l[0]); nl('rm'); l.insert(0, X(9)); l.reverse(); l.pop(0); nl('pop0'); del l; nl('l')
l = [X(1)]; l += [X(2)]; l = l + [X(3)]; nl('+'); l = l[1:]; nl('sl'); l = l * 2; nl('*'); l = None; nl('none')
def rec(n):
    x = X(n)
    if n: rec(n - 1)
rec(2); nl('rec')
def ret():
    x = X('r'); y = X('s')
    return x
ret(); nl('ret'); v = ret(); nl('v'); del v; nl()
def tf():
    a = X('a')
    try: return X('ret')
    finally: nl('fin')
tf(); nl('tf')
r = weakref.ref(X('w'), lambda r: print('cb', end=' ')); nl('wr')
x = X('w'); r1 = weakref.ref(x, lambda r: print('cb1', end=' ')); r2 = weakref.ref(x, lambda r: print('cb2', end=' ')); del x; nl('wr2')
wd = weakref.WeakValueDictionary(); wd['a'] = X('wd'); nl('wvd'); x = X('q'); wd['a'] = x; del x; nl(len(wd))
class Res:
    def __del__(s): global saved; saved = s; print('res', end=' ')
Res(); nl(); saved = None; nl('res')
x = X(1); x.self = x; y = X(2); y.x = x; del x, y; nl('cyc'); gc.collect(); nl('col')
