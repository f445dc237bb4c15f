# An AttributeError that a method of the program raises refers to the object that was asked: it keeps it alive.
import sys
import weakref


class Hook:
    def __getattr__(self, name):
        raise AttributeError("by a hook")


class Getter:
    @property
    def x(self):
        raise AttributeError("by a property")


class All:
    def __getattribute__(self, name):
        raise AttributeError("for all")


class Complete:
    def __getattr__(self, name):
        try:
            object.__getattribute__(self, "inner")
        except AttributeError as error:
            raise error


def delete(o):
    del o.x


def attempt(name, how, o):
    try:
        how(o)
    except AttributeError as error:
        known = error.obj
        print(name, type(o).__name__, type(known).__name__, known is o, error.name, error.args)
        if known is o:
            print(sys.getrefcount(o))


# Each of these lines runs only once.
attempt("read", lambda o: o.x, Hook())
attempt("read", lambda o: o.x, Getter())
attempt("read", lambda o: o.x, All())
attempt("read", lambda o: o.x, Complete())
attempt("read", lambda o: o.x, Hook)
attempt("call", lambda o: o.x(), Hook())
attempt("call", lambda o: o.x(), Getter())
attempt("call", lambda o: o.x(), All())
attempt("call", lambda o: o.x(), Complete())
attempt("call", lambda o: o.x(), Hook)
for o in Hook(), Getter(), All(), Complete(), Hook:
    attempt("getattr", lambda o: getattr(o, "x"), o)
    attempt("delete", delete, o)
attempt("super", lambda o: super(Hook, o).x, Hook())

kept = None
hook = Hook()
seen = weakref.ref(hook)
try:
    hook.x
except AttributeError as error:
    kept = error
del hook
print(seen() is not None)
kept = None
print(seen() is None)
