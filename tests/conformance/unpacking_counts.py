# What is unpacked is walked by an iterator, from the front, and each target gets its item in the order of the
# targets. What that leaves in gc.get_count(), and what a refusal says.
import gc

gc.disable()


class Items:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        print("next", self.n)
        if not self.n:
            raise StopIteration
        self.n -= 1
        return self.n


class Derived(list):
    def __iter__(self):
        print("asked")
        return iter((1, 2))


class Logged:
    def __setattr__(self, name, value):
        print(name, "=", value)


def two(o):
    a, b = o


def starred(o):
    a, *b, c = o


def all_starred(o):
    [*a] = o


messages = []


def counts(unpack, o):
    gc.collect()
    try:
        unpack(o)
    except (TypeError, ValueError) as error:
        messages.append(error.args[0])
    return gc.get_count()[0]


SUBJECTS = [(1, 2), [1, 2], {1: 2, 3: 4}, {5, 6}, "ab", range(2), b"xy", {1: 2, 3: 4}.items(), 7, None]
SUBJECTS += [(1,), [1, 2, 3], {1: 2}, {1, 2, 3}, "abc", range(5), ""]
for unpack in two, starred, all_starred:
    # Which of the two kinds an instruction was made special for is another question.
    subjects = [o for o in SUBJECTS if unpack is not two or type(o) not in (tuple, list)]
    first = [counts(unpack, o) for o in subjects]
    print(first, [counts(unpack, o) for o in subjects])
    print("\n".join(messages))
    messages.clear()

logged = Logged()
logged.a, logged.b = Items(2)
logged.a, *logged.b, logged.c = Items(5)
for unpack, n in ((two, 1), (two, 3), (starred, 1)):
    counts(unpack, Items(n))
print(messages)
x, y = Derived([3, 4])
print(x, y)
x, *y = Derived([3, 4])
print(x, y)
