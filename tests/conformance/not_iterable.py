# What is said about something that cannot be iterated over, unpacked or looked into.


class Bare:
    pass


class Number:
    def __iter__(self):
        return 5


class Listing:
    def __iter__(self):
        return [1]


class Forbidden:
    __iter__ = None


class Closed:
    __contains__ = None


class Nested:
    def __iter__(self):
        return Bare()


class Raising:
    def __iter__(self):
        raise TypeError("its own")


def arguments(*args):
    return args


def generate():
    yield 1
    raise TypeError("while it runs")


operations = {
    "in": lambda thing: 7 in thing,
    "not in": lambda thing: 7 not in thing,
    "iter": lambda thing: type(iter(thing)).__name__,
    "next": next,
    "list": list,
    "tuple": tuple,
    "set": set,
    "dict": dict,
    "sum": sum,
    "for": lambda thing: [item for item in thing],
    "call": lambda thing: arguments(*thing),
    "display": lambda thing: [*thing],
}
for make in (Bare, Number, Listing, Forbidden, Closed, Nested, Raising, int, lambda: None, lambda: print, lambda: Bare,
             generate):
    for name, operation in operations.items():
        try:
            print(name, operation(make()))
        except TypeError as error:
            print(name, error)
