# What sys.getrefcount says inside special methods: of self, and of arguments, as C code of CPython holds them.
# Items of lists, keys, values and arguments count where C code has references of its own.
import sys
rc = sys.getrefcount
class D:
    def __get__(self, o, t): print('get', rc(self), rc(o), rc(t) - base); return 1
    def __set__(self, o, v): print('set', rc(self), rc(o), rc(v))
    def __delete__(self, o): print('del', rc(self), rc(o))
class C: d = D()
base = rc(C)
c = C()
c.d
v = []
c.d = v
del c.d
c.d = []
getattr(c, 'd')
setattr(c, 'd', v)
delattr(c, 'd')
def f(c):
    c.d; c.d = v; c.d = []; del c.d
f(c)
class E:
    def __eq__(self, o): print('eq', rc(self), rc(o)); return False
    def __hash__(self): print('hash', rc(self)); return 5
    def __lt__(self, o): print('lt', rc(self), rc(o)); return False
    def __reversed__(self): print('rev', rc(self)); return iter(())
    def __format__(self, s): print('fmt', rc(self)); return ''
    def __repr__(self): print('repr', rc(self)); return 'E'
    def __str__(self): print('str', rc(self)); return 'E'
    def __bool__(self): print('bool', rc(self)); return True
    def __len__(self): print('len', rc(self)); return 3
    def __getitem__(self, k): print('getitem', rc(self), rc(k)); return 3
    def __setitem__(self, k, v): print('setitem', rc(self), rc(k), rc(v))
    def __delitem__(self, k): print('delitem', rc(self), rc(k))
    def __contains__(self, k): print('contains', rc(self), rc(k)); return True
    def __add__(self, o): print('add', rc(self), rc(o)); return NotImplemented
    def __radd__(self, o): print('radd', rc(self), rc(o)); return 1
    def __iadd__(self, o): print('iadd', rc(self), rc(o)); return self
    def __neg__(self): print('neg', rc(self)); return self
    def __index__(self): print('index', rc(self)); return 0
    def __int__(self): print('int', rc(self)); return 0
    def __float__(self): print('float', rc(self)); return 0.0
    def __call__(self, *a, **k): print('call', rc(self), *map(rc, a)); return 0.0
    def __abs__(self): print('abs', rc(self)); return 0.0
    def __enter__(self): print('enter', rc(self)); return self
    def __exit__(self, *a): print('exit', rc(self))
    def __getattr__(self, n):
        if n == 'zzz': print('getattr', rc(self))
        raise AttributeError(n)
    def __dir__(self): print('dir', rc(self)); return []
    def __sizeof__(self): print('sizeof', rc(self)); return 1
    def __round__(self): print('round', rc(self)); return 1
    def __divmod__(self, o): print('divmod', rc(self), rc(o)); return 1
    def __rdivmod__(self, o): print('rdivmod', rc(self), rc(o)); return 1
    def __pow__(self, o, m=None): print('pow', rc(self), rc(o)); return 1
    def __bytes__(self): print('bytes', rc(self)); return b''
    def __complex__(self): print('complex', rc(self)); return 1j
    def __matmul__(self, o): print('matmul', rc(self), rc(o)); return 1
    def __rsub__(self, o): print('rsub', rc(self), rc(o)); return 1
    def __invert__(self): print('inv', rc(self)); return 1
e = E(); g = E()
print('--eq'); e == g
e != g
E() == E()
E() != E()
print('--lt'); e < g; e > g
E() < E()
print('--rev'); reversed(e); reversed(E())
print('--fmt'); format(e); f'{e}'; f'{e!s}'; f'{e!r}'; f'{e:x}'; format(e, 'x'); '{}'.format(e); '{!r}'.format(e); '{!s}'.format(e)
print('--repr'); repr(e); repr((e,)); repr([e]); repr({1: e}); repr({e:1}); repr({e}); repr((e, e))
print('--str'); str(e); print(e); str(E()); print(E()); repr(E())
print(e, e)
print([e], (e,))
print('--%'); '%s' % e; '%r' % e; '%s %r' % (e, g); '%s' % (e,); 'a%sb' % (e,)
fm = '%s'; fm % e; fm % (e,)
print('--bool'); bool(e); not e
if e: pass
if E(): pass
e and 1; e or 1
while e: break
1 if e else 2
print('--len'); len(e); len(E())
print('--items'); k = []; e[k]; e[[]]; e[k] = v; e[[]] = []; del e[k]; del e[[]]; E()[k]; k in e; [] in e; k not in e; k in E()
print('--add');
e += k
e += []
print('--sub'); e @ g
print('--un'); -e; ~e; -E(); abs(e); abs(E()); round(e); divmod(e, g); pow(e, g); e ** g
print('--idx'); [1][e]; [1][E()]; int(e); float(e); hash(e); hash(E()); range(e); 'a' * e; [1] * e; bytes(e); complex(e); hex(e); 'abc'[e:]
print('--call'); e(); e(k); e([]); e(k, a=1); E()(); e(*[k]); e(*k)
print('--with')
with e: pass
with E(): pass
with e as q: pass
del q
try:
    e.zzz
except AttributeError: pass
getattr(e, 'zzz', 1); hasattr(e, 'zzz')
dir(e); sys.getsizeof(e)
