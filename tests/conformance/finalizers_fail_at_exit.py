# What fails in finalizers, with an exception before it: written by traceback.py from 3.15 on, but not at the end.
class Finalizer:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return '<finalizer %s>' % self.name

    def __call__(self, *args):
        try:
            1 / 0
        except ZeroDivisionError:
            raise ValueError('of', self.name)


class Named:
    __del__ = Finalizer('named')


class Cyclic:
    __del__ = Finalizer('cyclic')

    def __init__(self):
        self.itself = self


class Held:
    __del__ = Finalizer('held')


Named()
named, cyclic = Named(), Cyclic()
Finalizer.held = Held()
raise SyntaxError
