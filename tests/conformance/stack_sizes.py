# How many places the code of a function has on its value stack, and with them how large a generator is.
import sys


def loop(y):
    for x in y:
        yield x


def loop_in_loop(y):
    for x in y:
        for z in x:
            yield max(x, z)


def else_of_loop(y):
    for x in y:
        break
    else:
        yield max(x, y, y, y)


def loop_with_handler(y):
    for x in y:
        try:
            yield x
        except ValueError as e:
            max(1, 2, 3)


def return_in_loop(y):
    for x in y:
        return x
    yield


def delegate(y):
    yield from y


def delegate_in_loop(y):
    for x in y:
        max(x, (yield from x))


def listed(y):
    yield [x for x in y]


def listed_twice(y):
    yield [(x, [z for z in x]) for x in y]


def expression(y):
    return (x for x in y)


def expression_twice(y):
    return (max(x, z) for x in y for z in x)


def unpacked(y):
    yield max(*y)


def unpacked_with_names(y, z):
    yield max(*y, **z)


def sum_up(y):
    s = 0
    for x in y:
        s += x * (x + 1)
    yield s


for f in (loop, loop_in_loop, else_of_loop, loop_with_handler, return_in_loop, delegate, delegate_in_loop, listed):
    print(f.__name__, f.__code__.co_stacksize, sys.getsizeof(f([])))
for f in listed_twice, unpacked, sum_up:
    print(f.__name__, f.__code__.co_stacksize, sys.getsizeof(f([])))
print(unpacked_with_names.__code__.co_stacksize, sys.getsizeof(unpacked_with_names([], {})))
for f in expression, expression_twice:
    print(f.__name__, f.__code__.co_stacksize, sys.getsizeof(f([])))
