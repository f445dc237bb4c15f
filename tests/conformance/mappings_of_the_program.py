# {**x}, f(**x), dict(x) and dict.update(x) take what has keys() and __getitem__, and say what others lack.
class Pairs:
    def keys(self):
        return ["a", "b"]

    def __getitem__(self, key):
        return key * 2


class NoIterable(Pairs):
    def keys(self):
        return 5


class NoItems:
    def keys(self):
        return ["a"]


class Failing:
    def keys(self):
        raise ValueError("no keys today")


class Numbers(Pairs):
    def keys(self):
        return (n for n in [1, 2])


class Ordered(dict):
    def __iter__(self):
        print("not asked")
        return dict.__iter__(self)


def f(*args, **kwargs):
    return args, kwargs


def g(a, b):
    return a, b


def show(label, call):
    try:
        print(label, call())
    except Exception as e:
        print(label, type(e).__name__, e)


p = Pairs()
show("display", lambda: {**p, "c": 1})
show("call", lambda: f(1, **p))
show("call with names", lambda: g(**p))
show("twice", lambda: f(a=1, **p))
show("twice after", lambda: f(**p, a=1))
show("two mappings", lambda: f(**p, **p))
show("builtin", lambda: len(**p))
show("dict()", lambda: dict(p, z=1))
show("update", lambda: {}.update(p))
show("numbers", lambda: {**Numbers()})
show("numbers in a call", lambda: f(**Numbers()))
show("dict subclass", lambda: {**Ordered(x=1)})
for bad in (NoIterable(), NoItems(), Failing(), 5, [1], None, "ab"):
    name = type(bad).__name__
    show(name + " display", lambda: {**bad})
    show(name + " call", lambda: f(**bad))
    show(name + " dict", lambda: dict(bad))
    show(name + " update", lambda: {}.update(bad))
p = Pairs()
p.keys = lambda: ["own"]
show("keys in the instance", lambda: dict(p))
