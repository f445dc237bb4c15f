# A proxy on the left is asked before a method of what stands on the right.
import weakref


class Other:
    def __eq__(self, other):
        return 'eq'

    def __lt__(self, other):
        return 'lt'

    def __gt__(self, other):
        return 'gt'

    def __radd__(self, other):
        return 'radd', type(other)


class Thing:
    pass


class Adder(Thing):
    def __add__(self, other):
        return 'add', type(other)

    def __eq__(self, other):
        return 'mine'


def show(function):
    try:
        print(function())
    except Exception as e:
        print(type(e).__name__, e)


for kind in Thing, Adder, None:
    thing = (kind or Thing)()
    proxy = weakref.proxy(thing)
    if not kind:
        del thing
    for function in (lambda: proxy == Other(), lambda: Other() == proxy, lambda: proxy < Other(),
                     lambda: Other() < proxy, lambda: proxy + Other(), lambda: Other() + proxy,
                     lambda: proxy == 1, lambda: 1 == proxy, lambda: proxy != Other(),
                     lambda: [proxy].index(Other()), lambda: ['a', proxy].count(Other()),
                     lambda: proxy == proxy, lambda: 1 + proxy):
        show(function)
