# No carets stand under a call whose value a name gets, when it fills its line.
class Holder:
    pass


def fail(*args):
    raise ValueError(len(args))


holder = Holder()
items = [0]


def to_name():
    x = fail(1, 2)


def to_attribute():
    holder.x = fail(1, 2)


def to_item():
    items[0] = fail(1, 2)


def to_two():
    a, b = fail(1, 2)


def to_sum():
    x = 1
    x += fail(1, 2)


def to_both():
    x = y = fail(1, 2)


def to_annotated():
    x: int = fail(1, 2)


def from_method():
    x = holder.fail.call(1, 2)


def returned():
    return fail(1, 2)


attempts = [to_name, to_attribute, to_item, to_two, to_sum, to_both, to_annotated, from_method, returned]


def attempt(i):
    if i < len(attempts):
        try:
            attempts[i]()
        finally:
            attempt(i + 1)


attempt(0)
