import gc, sys
def g(n):
    try:
        for i in range(n):
            x = yield i
            if x: print('got', x)
    finally:
        print('finally')
    return 'done'
i = g(3)
print(next(i), i.send('a'), next(i))
try: next(i)
except StopIteration as e: print('stop', e.value)
print(list(g(2)))
def d():
    r = yield from g(2)
    print('r', r)
    yield 9
print(list(d()))
j = g(5); next(j); j.close(); print('closed')
k = g(5); next(k); del k; print('deleted')
def t():
    while True:
        try: yield 1
        except ValueError as e: print('caught', e)
a = t(); next(a); print(a.throw(ValueError('x')))
try: a.throw(KeyError('z'))
except KeyError as e: print('out', repr(e), e.__traceback__.tb_next.tb_lineno)
try: next(a)
except StopIteration: print('over')
def bad():
    yield 1
    raise StopIteration
try: list(bad())
except RuntimeError as e: print(e, repr(e.__cause__), repr(e.__context__))
def ign():
    try: yield 1
    except GeneratorExit: yield 2
b = ign(); next(b)
try: b.close()
except RuntimeError as e: print(e)
c = g(2)
try: c.send(1)
except TypeError as e: print(e)
print(c.gi_running, c.gi_suspended, c.gi_code.co_name, c.gi_frame.f_lineno, c.gi_yieldfrom, c.__name__, c.__qualname__)
def selfnext():
    yield next(me)
me = selfnext()
try: next(me)
except ValueError as e: print(e)
print(sum(x*x for x in range(10)), max(x for x in [3, 1]), sorted(x for x in 'cba'), ','.join(c for c in 'ab'), dict((k, v) for k, v in [(1, 2)]), any(x > 2 for x in range(5)))
def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b
f = fib()
print([next(f) for _ in range(10)])
for v in f:
    if v > 500: break
print(v)
def deleg():
    try:
        x = yield from inner()
        print('x', x)
    except KeyError as e:
        print('deleg caught', e)
    yield 'end'
def inner():
    try: yield 1
    except ValueError: print('inner caught')
    return 'val'
q = deleg(); next(q); print(q.throw(ValueError))
q = deleg(); next(q); print(q.throw(KeyError('k')))
q = deleg(); next(q); print(q.gi_yieldfrom.__name__); q.close()
class It:
    def __init__(s): s.n = 0
    def __iter__(s): return s
    def __next__(s):
        s.n += 1
        if s.n > 2: raise StopIteration('iv')
        return s.n
    def throw(s, e): print('It.throw', repr(e)); return 'thrown'
    def close(s): print('It.close')
def ui():
    r = yield from It(); print('r', r)
print(list(ui()))
u = ui(); next(u); print(u.throw(KeyError('w'))); u.close()
def exc():
    try: 1/0
    except ZeroDivisionError:
        yield sys.exc_info()[0].__name__
        yield sys.exc_info()[0].__name__
    yield sys.exc_info()[0]
e = exc()
print(next(e), sys.exc_info()[0])
try: raise KeyError
except KeyError:
    print(next(e), sys.exc_info()[0].__name__, next(e).__name__)
print(next(g(1), 'dflt'), next(iter(()), 'd'))
a, b, *c = (i for i in range(5)); print(a, b, c)
print(*(i for i in 'xy'), [*(i for i in 'z')])
def w():
    with open_() as x:
        yield x
class open_:
    def __enter__(s): return 'res'
    def __exit__(s, t, v, tb): print('exit', t)
h = w(); print(next(h)); h.close()
h = w(); print(next(h)); del h
print((i for i in ()).__name__, type((i for i in ())).__name__)
def rec(n):
    if n: yield n; yield from rec(n-1)
print(list(rec(6)))
print(iter(c := (i for i in range(2))) is c, hasattr(c, 'send'), hasattr(c, '__next__'))
class Tree:
    def __init__(s, *kids): s.kids = kids
    def __iter__(s):
        yield s
        for k in s.kids: yield from k
print(len(list(Tree(Tree(), Tree(Tree())))))
