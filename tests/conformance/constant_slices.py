# Since 3.14 a slice of literals is a constant: nothing is made when it is used, and the tuple of a function's
# constants is tracked.
import gc

gc.disable()
gc.collect()


def first_label(x):
    if x:
        return ("label", x)[1:]


def part(x, i):
    x[1:2] = x[:1]
    del x[:1]
    return x[i:], x[-1:], x[::2], "abc"[1:2], (1, 2, 3)[i:]


def in_literals(x):
    return x in {"p", "q"}


def same(x):
    return x[1:2], x[1:2]


class Key:
    def __getitem__(self, key):
        return key


a, b = same(Key())
print(a is b, a == slice(1, 2))
print(part([1, 2, 3, 4], 1))
for function in (first_label, part, in_literals, same):
    print(function.__name__, gc.is_tracked(function.__code__.co_consts))
print(len([t for t in gc.get_objects(generation=2) if type(t) is tuple and t[:1] == ("label",)]))
counts = []
for turn in range(3):
    gc.collect()
    kept = [1, 2, 3][1:]
    counts.append(gc.get_count()[0])
    kept = "abc"[:2]
    counts.append(gc.get_count()[0])
print(counts)
