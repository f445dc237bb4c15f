# What is done to a proxy is done to the object that it means: numbers, iteration, what it refuses, what is gone.
import weakref


class Number:
    def __index__(self):
        return 10

    def __int__(self):
        return 11

    def __float__(self):
        return 1.5

    def __neg__(self):
        return "negative"

    def __pos__(self):
        return "positive"

    def __abs__(self):
        return "absolute"

    def __invert__(self):
        return "inverted"

    def __pow__(self, other, modulus=None):
        return "power", other, modulus

    def __rpow__(self, other):
        return "power of", other

    def __divmod__(self, other):
        return "divmod", other

    def __rdivmod__(self, other):
        return "divmod of", other

    def __matmul__(self, other):
        return "product"

    def __imatmul__(self, other):
        return "product in place"

    def __irshift__(self, other):
        return "shifted in place"

    def __reversed__(self):
        return iter("cba")

    def __round__(self):
        return "round"

    def __len__(self):
        return 3

    def __hash__(self):
        return 42

    def __dir__(self):
        return ["never asked"]

    def __format__(self, spec):
        return "formatted"

    def __contains__(self, item):
        return item == 5

    def __enter__(self):
        return "entered"

    def __exit__(self, *error):
        return None


class Callable(Number):
    def __call__(self, *args):
        return args


class Bare:
    pass


def in_place(proxy):
    product, shifted = proxy, proxy
    product @= 1
    shifted >>= 1
    return product, shifted


def entered(proxy):
    with proxy as value:
        return value


operations = {
    "range": range,
    "index": lambda proxy: list(range(20))[proxy],
    "slice": lambda proxy: list(range(20))[8:proxy],
    "int": int,
    "float": float,
    "-": lambda proxy: -proxy,
    "+": lambda proxy: +proxy,
    "~": lambda proxy: ~proxy,
    "abs": abs,
    "round": round,
    "**": lambda proxy: proxy**2,
    "2 **": lambda proxy: 2**proxy,
    "pow": lambda proxy: pow(proxy, 2, 3),
    "divmod": lambda proxy: divmod(proxy, 3),
    "divmod of": lambda proxy: divmod(3, proxy),
    "@": lambda proxy: proxy @ 2,
    "in place": in_place,
    "+ 1": lambda proxy: proxy + 1,
    "==": lambda proxy: proxy == 1,
    "<": lambda proxy: proxy < 1,
    "bool": bool,
    "len": len,
    "in": lambda proxy: 5 in proxy,
    "item": lambda proxy: proxy[0],
    "iter": lambda proxy: type(iter(proxy)).__name__,
    "next": next,
    "list": list,
    "reversed": lambda proxy: list(reversed(proxy)),
    "hash": hash,
    "call": lambda proxy: proxy(1, 2),
    "attribute": lambda proxy: proxy.missing,
    "class": lambda proxy: (proxy.__class__.__name__, type(proxy).__name__),
    "isinstance": lambda proxy: isinstance(proxy, Number),
    "dir": lambda proxy: [name in dir(proxy) for name in ("__index__", "__bytes__", "never asked")],
    "format": lambda proxy: format(proxy, "x"),
    "with": entered,
}


def show(title, proxy):
    print("----", title)
    for name, operation in operations.items():
        try:
            print(name, operation(proxy))
        except Exception as error:
            print(name, type(error).__name__, error)


number, callable_one, bare, letters = Number(), Callable(), Bare(), (letter for letter in "abc")
show("a number", weakref.proxy(number))
show("a callable", weakref.proxy(callable_one))
show("nothing special", weakref.proxy(bare))
show("a generator", weakref.proxy(letters))
show("gone", weakref.proxy(Bare()))


class Iterable:
    def __init__(self, proxy):
        self.proxy = proxy

    def __iter__(self):
        return self.proxy


letters = (letter for letter in "abc")
for iterable in Iterable(weakref.proxy(letters)), Iterable(weakref.proxy(show)):
    try:
        print(list(iterable))
    except TypeError as error:
        print(error)


class Refusing:
    def __pow__(self, *args):
        return NotImplemented

    def __divmod__(self, other):
        return NotImplemented


class Reflecting:
    def __rpow__(self, *args):
        return "reflected", len(args)


for operation in (
    lambda: pow(Refusing(), 2, 3),
    lambda: pow(Refusing(), Reflecting(), 3),
    lambda: pow(2, weakref.proxy(number), 5),
    lambda: pow(2, 3, weakref.proxy(bare)),
    lambda: pow(2.0, 3, 5),
    lambda: divmod(Refusing(), 2),
    lambda: divmod("a", 2),
    lambda: (pow(7, 2, 5), divmod(-7, 2), divmod(7.5, 2)),
):
    try:
        print(operation())
    except TypeError as error:
        print(error)
