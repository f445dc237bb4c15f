# Since 3.12 no AttributeError is made before __getattr__ is asked for what is not there: gc.get_count() shows it.
import gc

gc.disable()


class Asked:
    def __getattr__(self, name):
        return name


class Raising:
    def __getattr__(self, name):
        raise AttributeError(name)


class WithProperty(Asked):
    @property
    def broken(self):
        return self.missing.missing


class Refusing(Asked):
    @property
    def broken(self):
        raise AttributeError("no")


class Everything(Asked):
    def __getattribute__(self, name):
        raise AttributeError(name)


def get(o, name):
    try:
        return getattr(o, name)
    except AttributeError as error:
        return type(error).__name__


def count(o, name):
    gc.collect()
    get(o, name)
    return gc.get_count()[0]


for make in Asked, Raising, WithProperty, Refusing, Everything:
    o = make()
    o.there = 1
    for name in "there", "missing", "broken", "__class__":
        count(o, name)
        print(make.__name__, name, count(o, name), get(o, name) if name != "__class__" else "")
print(hasattr(Asked(), "x"), hasattr(Raising(), "x"), getattr(Raising(), "x", "default"))
