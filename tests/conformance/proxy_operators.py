# What a proxy passes on, operator by operator, and what it says when the object is gone.
import weakref
def t(f, *a, **k):
    try: print(f(*a, **k))
    except Exception as e: print(type(e).__name__, e)
class N:
    def __init__(s, v): s.v = v
    def __add__(s, o): return ('add', s.v, o)
    def __radd__(s, o): return ('radd', o)
    def __sub__(s, o): return 'sub'
    def __mul__(s, o): return 'mul'
    def __matmul__(s, o): return 'matmul'
    def __truediv__(s, o): return 'div'
    def __floordiv__(s, o): return 'fdiv'
    def __mod__(s, o): return 'mod'
    def __pow__(s, o, m=None): return 'pow'
    def __divmod__(s, o): return 'divmod'
    def __lshift__(s, o): return 'ls'
    def __and__(s, o): return 'and'
    def __or__(s, o): return 'or'
    def __xor__(s, o): return 'xor'
    def __iadd__(s, o): return 'iadd'
    def __neg__(s): return 'neg'
    def __pos__(s): return 'pos'
    def __abs__(s): return 'abs'
    def __invert__(s): return 'inv'
    def __int__(s): return 5
    def __float__(s): return 5.5
    def __index__(s): return 1
    def __bool__(s): return False
    def __len__(s): return 3
    def __getitem__(s, k): return ('item', k)
    def __setitem__(s, k, v): print('set', k, v)
    def __delitem__(s, k): print('del', k)
    def __contains__(s, k): return k == 1
    def __iter__(s): return iter([1,2])
    def __reversed__(s): return iter([2,1])
    def __str__(s): return 'str'
    def __repr__(s): return 'REPR'
    def __bytes__(s): return b'by'
    def __eq__(s, o): return 'eq'
    def __lt__(s, o): return 'lt'
    def __call__(s, *a): return ('call', a)
    def __enter__(s): return 'enter'
    def __exit__(s, *a): print('exit')
    def __format__(s, f): return 'fmt' + f
    def __hash__(s): return 4
    def __round__(s, n=None): return 'round'
n = N(1); p = weakref.proxy(n)
for e in ['p+1', '1+p', 'p-1', 'p*1', 'p@1', 'p/1', 'p//1', 'p%1', 'p**1', 'pow(p,1,2)', 'divmod(p,1)', 'p<<1', 'p&1', 'p|1', 'p^1', '-p', '+p', 'abs(p)', '~p', 'int(p)', 'float(p)', '[1,2,3][p]', 'bool(p)', 'len(p)', 'p[2]', 'p[1:2]', '1 in p', '2 in p', 'list(p)', 'list(reversed(p))', 'str(p)', 'bytes(p)', 'p==1', 'p<1', 'p>1', 'p(1,2)', 'format(p,"x")', 'hash(p)', 'p.v', 'type(p)', 'p.__class__', 'isinstance(p,N)', 'round(p)', 'p.zz', 'p is weakref.proxy(n)', 'p+p', 'p.__add__', 'p!=2', 'next(p)', 'p.__init__.__self__ is n', 'dir(p)==dir(n)', 'weakref.getweakrefcount(n)', 'p.__dict__', 'repr(p.__str__)[:20]','callable(p)', 'weakref.ref(p)', 'weakref.proxy(p)', 'weakref.ref(p)() is p', 'sorted([p])==[p]', 'vars(p)', 'f"{p}"', 'f"{p!s}"', '"%s" % p', 'chr(p)', 'range(p)', 'p.__len__()', 'p.__hash__()']:
    try: 
        r = str(eval(e)); print(e, r)
    except Exception as ex: print(e, type(ex).__name__, ex)
p[1] = 2; del p[1]; p.v = 8; print(n.v); del p.v; q = p; q += 1; print(q)
try:
    with p as w: print(w)
except Exception as ex: print(ex)
setattr(p, 'w', 1); print(n.w, hasattr(p, 'w'))
del n
for e in ['p+1', '1+p', '-p', 'p.v', 'p[1]', 'len(p)', 'bool(p)', 'p==1', 'p==p', 'str(p)', 'p()', 'list(p)', '1 in p', 'hash(p)', 'type(p)', 'p.__class__', 'isinstance(p,N)', 'isinstance(p,weakref.ProxyType)', 'p.x', 'dir(p)', 'iter(p)', 'p<p', 'int(p)', 'next(p)', 'f"{p}"', 'not p', 'callable(p)', 'weakref.ref(p) is None', 'reversed(p)','p**2', 'divmod(p,1)', 'p.__repr__', 'bytes(p)', 'hasattr(p,"x")']:
    try: print(e, eval(e))
    except Exception as ex: print(e, type(ex).__name__, ex)
t(setattr, p, 'a', 1); t(delattr, p, 'a')
t(weakref.proxy, 3); t(weakref.proxy); t(weakref.proxy, N(1), 2, 3); t(weakref.proxy, n=1); t(weakref.ref); t(weakref.ref, 3); t(weakref.ref, N(1), 1, 2); t(weakref.ProxyType); t(weakref.ref, N(1), callback=2)
for o in [1, 'a', (), [], {}, None, object(), 1.5, b'', range(3), slice(1), len, iter([]), print, [].append]:
    t(lambda: type(weakref.ref(o)))
for o in [N, set(), frozenset(), lambda: 0, (x for x in []), t, weakref, type, N(1).__add__, bytearray, Exception('x')]:
    t(lambda: type(weakref.ref(o)))
