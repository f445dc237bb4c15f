# To find what a missing attribute could have meant, 3.15 asks the object and its attributes for their __dict__:
# each is an object of its own from then on.
import gc
import sys
import weakref


class Part:
    pass


class Callback:
    def __init__(self):
        self.part = Part()

    def __repr__(self):
        return "<callback>"

    def __call__(self, reference):
        self.wrong


def dicts(o):
    return [type(x).__name__ for x in gc.get_referents(o)]


callback = Callback()
part = callback.part
part.me = part
print(dicts(callback), dicts(part))
watched = Part()
reference = weakref.ref(watched, callback)
del watched
print(dicts(callback), dicts(part))
gc.collect()
del callback.part, part
print(gc.collect())
