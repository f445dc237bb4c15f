# The traceback and the frame that an exception gets on its way are allocations like any other: they collect,
# or ask for it, though the exception is on its way.
import gc

kept = [0] * 40


def collections():
    return gc.get_stats()[0]['collections']


def measure(make):
    gc.collect()
    numbers = []
    gc.set_threshold(3, 1000, 1000)
    gc.enable()
    for i in range(8):
        make(i)
        numbers.append(collections())
    gc.disable()
    gc.set_threshold(700, 10, 10)
    return [n - numbers[0] for n in numbers]


def caught(i):
    try:
        raise ValueError(i)
    except ValueError as error:
        kept[i] = error


def deep(i, depth=3):
    if depth:
        deep(i, depth - 1)
    kept[i][depth]


def caught_deep(i):
    kept[i] = None
    try:
        deep(i)
    except TypeError as error:
        kept[i] = error


def of_generator(i):
    def generator():
        yield kept[i]
        raise KeyError(i)

    try:
        for value in generator():
            pass
    except KeyError as error:
        kept[i] = error


gc.disable()
for make in caught, caught_deep, of_generator:
    print(make.__name__, measure(make))


class Loud:
    def __init__(self, name):
        self.me, self.name = self, name

    def __del__(self):
        try:
            raise KeyError(self.name)
        except KeyError as error:
            print('collected', error, error.__context__)


def note(phase, info):
    if phase == 'start':
        print('collecting')


def fail(name):
    Loud(name)
    gc.set_threshold(gc.get_count()[0] + 1)
    gc.enable()
    raise ValueError(name)


gc.callbacks.append(note)
for name in 'first', 'second':
    gc.collect()
    try:
        fail(name)
    except ValueError as error:
        gc.disable()
        print('caught', error, error.__context__)
gc.callbacks.clear()
