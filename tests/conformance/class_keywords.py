# Keywords of a class statement go to __init_subclass__; a metaclass that is a function; what bases and names must be.
class Plugin:
    def __init_subclass__(cls, name=None, **rest):
        super().__init_subclass__(**rest)
        cls.name = name
        print("registered", cls.__name__, name)


class First(Plugin, name="one"):
    pass


class Second(Plugin, **{"name": "two"}):
    pass


def make(name, bases, namespace, **keywords):
    print("making", name, bases, sorted(n for n in namespace if n[0] != "_"), keywords)
    return type(name, bases, namespace)


class Made(Plugin, metaclass=make, level=3):
    def method(self):
        return "made"


class Same(metaclass=type):
    pass


class Descriptor:
    def __set_name__(self, owner, name):
        raise ValueError("not " + name)


print(Made().method(), type(Same), First.name, Second.name)
print(type("Third", (Plugin,), {}, name="three").name)


def show(text):
    try:
        exec(text, globals())
        print(repr(text), "works")
    except Exception as e:
        print(repr(text), type(e).__name__, e, getattr(e, "__notes__", None), repr(e.__cause__))


def closed():
    x = 1
    return lambda: x


f, g = (lambda: "f"), (lambda: "g")
for text in """class X(Plugin, level=1): pass
class X(level=1): pass
class X(metaclass=type, level=1): pass
class X(metaclass=5): pass
class X(Same, metaclass=object): pass
class X(Same, 5): pass
class X(len): pass
class X(Same, Same): pass
class X(object()): pass
class X: field = Descriptor()
type("X", (5,), {})
type("X", (), {}, level=1)
type("X", (Same, Same), {})
Same.__name__ = 5
Same.__name__ = "Renamed"; print(Same)
Same.__qualname__ = None
Same.__dict__ = {}
Same.__bases__ = 5
f.__code__ = 5
f.__code__ = g.__code__; print(f())
f.__code__ = closed().__code__
f.__name__ = 5
f.__qualname__ = b"f"
f.__defaults__ = [1]
f.__kwdefaults__ = (1,)
f.__defaults__ = None; print(f.__defaults__)
del f.__defaults__; print(f.__defaults__)
del f.__code__""".splitlines():
    show(text)
