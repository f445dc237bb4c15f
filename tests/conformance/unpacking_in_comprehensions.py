# [*x for x in y] (PEP 798), which versions before 3.15 refuse.
import gc

rows = [[1], [2, 3], [], ['a', ['b']]]
tables = [{'a': 1}, {'b': [2], 'a': [3]}]


class Noisy:
    def __init__(self, name):
        self.name = name

    def __iter__(self):
        print('iter', self.name)
        yield self.name
        print('more', self.name)
        yield self.name * 2

    def __del__(self):
        print('del', self.name)


def show(source):
    try:
        print(source, '->', eval(source, globals()))
    except SyntaxError as e:
        print(source, '->', e.msg, e.offset)
    except (TypeError, ValueError) as e:
        print(source, '->', type(e).__name__, e)


show('[*x for x in rows]')
show('[*x for x in rows if len(x) == 1]')
show('[*[x, x] for x in range(3)]')
show('sorted({*x for x in ([1, 2], [2, 3])})')
show('{**t for t in tables}')
show('list(*x for x in rows)')
show('list((*x for x in rows))')
show('[*x for y in [rows, rows] for x in y]')
show('[*x for x in [1]]')
show('{*x for x in [[[]]]}')
show('{**x for x in [1]}')
show('{**x for x in [{1: 2}, {1: 3, 4: 5}]}')
show('list(*x for x in [None])')
show('[*x for x in (Noisy(n) for n in "ab")]')
show('list(*x for x in (Noisy(n) for n in "cd"))')
show('next(*x for x in (Noisy(n) for n in "ef"))')
try:
    exec("""
def f(rows):
    return [*r for r in rows], (*r for r in rows)
made, g = f([[[]], [[], []]])
print(made, next(g), len(gc.get_referents(g)))
made.append(made)
print(gc.is_tracked(made), gc.collect())
del made
print(gc.collect())
print(list(g))
""")
except SyntaxError as e:
    print(e.msg)
