# Which tuples are tracked from the start: from 3.14 on C code that fills a new tuple has it tracked, one that
# makes it of what is there goes by what is in it; a collection untracks those of atoms.
import gc
import sys

n = len(sys.argv)
x = (n, n)
t = gc.is_tracked
kept = []


def show(name, value):
    kept.append(value)
    print(name, type(value).__name__, t(value))


show('display', (n, n))
show('slice', x[:1])
show('slice step', (n, n, n)[::2])
show('slice whole', x[:])
show('concat', x + x)
show('concat empty', x + ())
show('repeat', x * 2)
show('repeat one', x * 1)
show('from list', tuple([n, n]))
show('from range', tuple(range(3)))
show('from generator', tuple(i for i in range(3)))
show('from set', tuple({n}))
show('from str', tuple('ab'))
show('from dict', tuple({1: 2}))
show('popitem', {1: 2}.popitem())
show('items', list({1: 2}.items())[0])
show('items next', next(iter({1: 2}.items())))
show('enumerate', list(enumerate('a'))[0])
show('zip', list(zip('a', 'b'))[0])
for pair in zip('a', 'b'):
    show('zip loop', pair)
show('divmod', divmod(7, 2))
show('divmod float', divmod(7.5, 2))
show('divmod big', divmod(7**40, 2**40))
show('partition', 'a b'.partition(' '))
show('rpartition', 'a b'.rpartition(' '))
show('partition none', 'ab'.partition(' '))
show('get_count', gc.get_count())
show('get_threshold', gc.get_threshold())


def args(*a):
    return a


show('args', args(1, n))
show('args unpacked', args(*[1, n]))
show('args unpacked tuple', args(*x))
show('star', (*x, n))
show('star list', (*[n], n))
show('exc args', ValueError(n).args)
show('exc args 2', ValueError(n, 'a').args)
show('co', show.__code__.co_varnames)
show('ratio', (0.5).as_integer_ratio())
show('defaults', (lambda a=1, b=n: 0).__defaults__)
show('bases', (type('A', (), {}).__mro__))
show('sorted', tuple(sorted([2, n])))
show('tuple sub', (lambda *a: a)(*range(3)))
show('map', tuple(map(abs, [1, n])))


def kw(*a, **k):
    return a, k


show('kw', kw(1, n, c=2)[0])
show('method args', type('B', (), {'m': lambda self, *a: a})().m(1, n))
show('apply', kw(*x, **{'a': 1})[0])
print([t(p) for p in list(enumerate('abc'))])
print([t(p) for p in list(zip('abc', 'abc'))])
print([t(p) for p in [p for p in {1: 2, 3: 4, 5: 6}.items()]])
print([t(p) for p in list({1: 2, 3: 4, 5: 6}.items())])
print([t(p) for p in sorted({1: 2, 3: 4, 5: 6}.items())])
print([t(p) for p in tuple({1: 2, 3: 4, 5: 6}.items())])
print([t(p) for p in [*{1: 2, 3: 4, 5: 6}.items()]])
print([t(p) for p in set({1: 2, 3: 4, 5: 6}.items())])
l = []
l.extend({1: 2, 3: 4}.items())
l += {5: 6}.items()
print([t(p) for p in l])
print([t(p) for p in [p for p in enumerate('abc')]])


def g():
    yield 1
    yield 2


print(t(tuple(g())))
h = (i for i in range(3))
print(t(tuple(h)))
print(t(tuple(i for i in range(3))))
gc.collect()
print([t(value) for value in kept])
