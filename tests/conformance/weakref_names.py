# What a weak reference and a bound method say about what they stand for.
import gc
import weakref


def show(ref):
    print(" ".join([word if not word.startswith("0x") else "0x" + word.lstrip("0x").lstrip("0123456789abcdef")
                    for word in repr(ref).split(" ")]))


class Settings(dict):
    def __getattr__(self, name):
        return self[name]


def make():
    class Inner:
        @property
        def __name__(self):
            return "a property"

    return Inner


class Numbered:
    __name__ = 3


class Plain:
    class Nested:
        pass

    def method(self):
        "What it does."

    method.tag = 5


plain, nested, inner, settings = Plain(), Plain.Nested(), make()(), Settings()
plain.__name__ = "its own"
for thing in settings, inner, Numbered(), plain, nested, Plain, Plain.Nested, make, gc, list, (n for n in []), set():
    show(weakref.ref(thing))
show(weakref.ref(Plain()))
show(weakref.proxy(nested))
print(weakref.ref.__name__, weakref.ref.__module__, weakref.ProxyType, weakref.ProxyType.__qualname__)
print(int.__module__, ValueError.__module__, type.__module__, weakref.WeakSet, hasattr(1, "__module__"))

method = plain.method
print(method.tag, method.__class__.__name__, method.__doc__, method.__dict__, getattr(method, "no", 7), hasattr(method, "no"))


class Noted(weakref.ref):
    def __init__(self, thing, callback=None, **notes):
        super().__init__(thing, callback)
        self.notes = notes


class Bare(weakref.ref):
    pass


def attempt(call):
    try:
        print("fine", call().notes)
    except (AttributeError, TypeError) as error:
        print(type(error).__name__, error)


attempt(lambda: Noted(plain, when=1))
attempt(lambda: Noted(plain, 1, 2, 3))
attempt(lambda: Bare(plain, when=1))
attempt(lambda: weakref.ref(plain, callback=None))
attempt(lambda: weakref.ref())
attempt(lambda: weakref.ref(plain, 1, 2))
attempt(lambda: weakref.ref(plain).__init__(plain, when=1))
attempt(lambda: weakref.ref(plain).__init__(plain, 1, 2))
attempt(lambda: weakref.ref(plain).__init__())
attempt(lambda: method.no)
attempt(lambda: setattr(method, "x", 1))
