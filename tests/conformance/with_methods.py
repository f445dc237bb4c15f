# What holds a context manager while its block runs: bound methods, or it and its function.
import gc
import sys

gc.disable()


class Manager:
    def __init__(self, quiet=False):
        self.quiet = quiet

    def __enter__(self):
        print("enter", sys.getrefcount(self))
        return self

    def __exit__(self, *details):
        print("exit", sys.getrefcount(self), len(gc.get_referrers(self)), details[0])
        return self.quiet


def methods_of(o):
    return [type(r).__name__ for r in gc.get_referrers(o)]


def block():
    m = Manager()
    with m:
        print(sys.getrefcount(m), methods_of(m))
    with m as n:
        print(sys.getrefcount(m), methods_of(m))
    with Manager() as n, m as k:
        print(sys.getrefcount(n), methods_of(n), sys.getrefcount(k), methods_of(k))
    return methods_of(m)


def leaves(how):
    for i in range(2):
        with Manager(True) as m:
            if how == "return":
                return sys.getrefcount(m), [m.quiet]
            if how == "break":
                break
            if how == "continue":
                continue
            if how == "nested":
                with m:
                    return [m.quiet]
            raise ValueError(how)


def gives():
    with Manager() as m:
        yield sys.getrefcount(m)


print(block())
for how in ("return", "break", "continue", "nested", "raise"):
    print(how, leaves(how))
g = gives()
print(next(g), sys.getsizeof(g), [type(r).__name__ for r in gc.get_referents(g)][-4:])
g.close()


class Static:
    __enter__ = staticmethod(lambda: "static")
    __exit__ = staticmethod(lambda *details: print("left", len(details)))


class Called:
    class Exit:
        def __call__(self, *details):
            print("called", len(details))
            return True

    __enter__ = print
    __exit__ = Exit()


with Static() as s:
    print(s)
with Called() as c:
    raise KeyError("swallowed")
for wrong in (object(), type("Half", (), {"__enter__": 1})(), type("Half", (), {"__exit__": 1})()):
    try:
        with wrong:
            pass
    except Exception as error:
        print(type(error).__name__, error)


def moves(m):
    with m:
        for i in (1, 2):
            print(sys.getrefcount(m), methods_of(m))
    with m:
        m = None


moves(Manager())
