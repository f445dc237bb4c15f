# What `with` keeps on the stack: a bound __exit__, or from 3.14 on __exit__ and its self.
import gc
import sys

gc.disable()


def referrers(o):
    return [type(x).__name__ for x in gc.get_referrers(o) if x is not globals()]


class Manager:
    def __enter__(self):
        print("  enter", sys.getrefcount(self), referrers(self))
        return self

    def __exit__(self, *args):
        print("  exit", sys.getrefcount(self), referrers(self), sys.getrefcount(Manager.__exit__))
        print("  ", [type(a).__name__ for a in args])
        return swallow


def methods():
    return sum(type(o).__name__ == "method" and o.__self__ is manager for o in gc.get_objects())


swallow = True
manager = Manager()
with manager:
    print(sys.getrefcount(manager), referrers(manager), methods())
with manager as name, Manager():
    raise ValueError
del name


def local():
    m = Manager()
    with m:
        print(sys.getrefcount(m), sys.getrefcount(Manager.__exit__), referrers(m))
        return sys.getrefcount(m)


def loop():
    for i in range(3):
        with manager:
            if i == 0:
                continue
            with Manager():
                if i == 1:
                    break
    return i


def generator():
    with manager:
        yield methods()


print(local())
print(loop())
print(list(generator()))
g = generator()
print(next(g))
g.close()
swallow = False
try:
    with manager:
        1 / 0
except ZeroDivisionError as e:
    print(e, e.__traceback__.tb_lineno)


class Quiet:
    def __enter__(self):
        return self

    def __exit__(self, *args):
        pass


def allocated():
    before = gc.get_count()[0]
    with quiet:
        inside = gc.get_count()[0]
    return inside - before


quiet = Quiet()
allocated()
print(allocated(), allocated())


class Odd:
    @staticmethod
    def __enter__(*args):
        print("static", args)

    @classmethod
    def __exit__(cls, *args):
        print("class", cls.__name__, len(args))


with Odd():
    pass


class Callable:
    def __call__(self, *args):
        print("called with", len(args))


class Instances:
    __enter__ = Callable()
    __exit__ = Callable()


with Instances():
    pass


class NoEnter:
    def __exit__(self, *args):
        pass


class NoExit:
    def __enter__(self):
        pass


for missing in (NoEnter, NoExit, object):
    try:
        with missing():
            pass
    except TypeError as e:
        print(e)


class Raises:
    def __enter__(self):
        raise KeyError("enter")

    def __exit__(self, *args):
        print("not reached")


try:
    with Raises():
        pass
except KeyError as e:
    print(repr(e))
