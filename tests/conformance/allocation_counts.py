# gc.get_count() while constructors, set_threshold and calls with an instruction of their own run.
import gc


def constructors():
    counts = []
    gc.collect()
    kept = [[] for i in range(20)]
    kept = None
    kept = []
    for i in range(5):
        kept.append(list())
        counts.append(gc.get_count()[0])
    for i in range(5):
        kept.append(dict())
        counts.append(gc.get_count()[0])
    for i in range(5):
        kept.append(list('a'))
        counts.append(gc.get_count()[0])
    for i in range(5):
        kept.append(dict(a=1))
        counts.append(gc.get_count()[0])
    for i in range(5):
        kept.append([])
        counts.append(gc.get_count()[0])
    return counts


def thresholds():
    counts = []
    gc.collect()
    for i in range(5):
        gc.set_threshold(1000)
        counts.append(gc.get_count()[0])
    for i in range(5):
        gc.set_threshold(1000, 10)
        counts.append(gc.get_count()[0])
    for i in range(5):
        gc.set_threshold(1000, 10, 10)
        counts.append(gc.get_count()[0])
    return counts


def appending():
    kept, counts = [], []
    gc.collect()
    gc.set_threshold(4)
    for i in range(60):
        kept.append([])
        counts.append(gc.get_count()[0])
    gc.set_threshold(700)
    return counts


def asking():
    counts, x = [], [1]
    gc.collect()
    gc.set_threshold(4)
    for i in range(60):
        lists = ([], [], [])
        n = len(x)
        t = type(x)
        b = isinstance(x, list)
        counts.append((n, gc.get_count()[0]))
    gc.set_threshold(700)
    return counts


def append_as_value():
    kept, counts = [], []
    gc.collect()
    gc.set_threshold(4)
    for i in range(60):
        n = kept.append([])
        counts.append(gc.get_count()[0])
    gc.set_threshold(700)
    return counts


for function in (constructors, thresholds, appending, asking, append_as_value):
    print(function.__name__, function())
for arguments in ((), (1, 2, 3, 4), ('a',), (700, 1.5), (1 << 40,)):
    try:
        gc.set_threshold(*arguments)
    except (TypeError, OverflowError) as e:
        print(type(e).__name__, e)
try:
    gc.set_threshold(threshold0=3)
except TypeError as e:
    print(e)


class Slots:
    __slots__ = ('a', 'b')


print([type(x).__name__ for x in gc.get_referents(Slots)], [type(x).__name__ for x in gc.get_referents(gc)])
