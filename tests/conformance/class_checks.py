# isinstance() and issubclass() ask an object for its __class__, and what is no class for its opinion.
import sys
import weakref


class Claims:
    @property
    def __class__(self):
        print("asked")
        return int


class Wrong:
    @property
    def __class__(self):
        raise self.error


class Names:
    __class__ = 5


class Judge:
    def __init__(self, answer):
        self.answer = answer

    def __instancecheck__(self, o):
        print("instance?", type(o).__name__, sys.getrefcount(self))
        return self.answer

    def __subclasscheck__(self, o):
        print("subclass?", o)
        return self.answer


def attempt(f, *args):
    try:
        print(f(*args))
    except Exception as e:
        print(type(e).__name__, e)


p = Claims()
print(p.__class__, type(p))
attempt(isinstance, p, Claims)
attempt(isinstance, p, int)
attempt(isinstance, p, str)
attempt(isinstance, p, (str, float, int))
attempt(isinstance, p, str | int)
w = Wrong()
w.error = AttributeError("none")
attempt(isinstance, w, int)
w.error = ValueError("broken")
attempt(isinstance, w, int)
attempt(isinstance, w, (int, str))
attempt(isinstance, w, (Wrong, str))
attempt(isinstance, Names(), int)
attempt(isinstance, weakref.proxy(w), Wrong)
attempt(isinstance, weakref.proxy(w), int)

for answer in True, 0, "yes", []:
    attempt(isinstance, 3, Judge(answer))
    attempt(issubclass, int, Judge(answer))
attempt(isinstance, 3, (str, Judge(1), Judge(0)))
attempt(issubclass, 3, (str, Judge(1)))
attempt(issubclass, 3, (Judge(1), str))
attempt(issubclass, 3, ())
attempt(issubclass, 3, int)
attempt(issubclass, 3, 4)
attempt(issubclass, int, 4)
attempt(isinstance, 3, 4)
attempt(isinstance, 3, ())
attempt(isinstance, 3, (4, int))
attempt(isinstance, 3, (int, 4))
attempt(isinstance, [], list[int])
attempt(issubclass, list, (int, list[int]))


class Bad:
    def __bool__(self):
        raise OverflowError("no truth")


attempt(isinstance, 3, Judge(Bad()))
