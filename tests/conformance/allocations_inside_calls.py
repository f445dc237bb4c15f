# What C functions allocate for themselves shows in gc.get_count(): how many objects an expression leaves
# counted after a full collection, then when it runs once more.
import gc
import sys
import weakref

gc.disable()


class Plain:
    @classmethod
    def of_class(cls):
        pass


class Init:
    def __init__(self, n, x=None):
        self.n = n


class Slots:
    __slots__ = ("n",)

    def __init__(self, n):
        self.n = n


class Called:
    def __call__(self, x):
        return sys.getrefcount(x)


class Asked:
    def __getattr__(self, name):
        return name


class Formatted:
    def __format__(self, spec):
        return "f"


def same(x):
    return x


def gives():
    yield 1


LIST, TUPLE, DICT, SET = [3, 1, 2], (1, 2), {"a": 1, "b": 2}, {1, 2}
plain, called, asked, formatted, error = Plain(), Called(), Asked(), Formatted(), ValueError("x")
repr(LIST)  # the first repr() of a container makes a dict and a list

EXPRESSIONS = [
    # arguments in a tuple (METH_VARARGS, types without tp_vectorcall), keywords in a dict
    lambda: print("", end=""),
    lambda: print("", "", sep="", end=""),
    lambda: int("1"),
    lambda: int("10", 2),
    lambda: max(1, 2),
    lambda: min(LIST),
    lambda: "a".startswith("a"),
    lambda: "a".find("a"),
    lambda: "abc".index("b"),
    lambda: "{}".format(1),
    lambda: "{a}".format(a=1),
    lambda: {}.update(DICT),
    lambda: {}.update(a=1),
    lambda: {1}.update(LIST),
    lambda: SET.union(LIST),
    lambda: SET.intersection(LIST),
    lambda: {1}.difference_update(SET),
    lambda: vars(Plain),
    lambda: sys.getsizeof(LIST),
    lambda: gc.get_referents(),
    lambda: gc.get_referents(LIST, DICT),
    lambda: gc.set_threshold(700, 10, 10),
    lambda: Init(1),
    lambda: Init(n=1),
    lambda: Init(1, x=2),
    lambda: Slots(1),
    lambda: called([]),
    lambda: plain.__repr__(),
    lambda: LIST.__len__(),
    # bound methods
    lambda: f"{LIST}",
    lambda: f"{None}",
    lambda: f"{1}",
    lambda: f"{1:3}",
    lambda: f"{error}",
    lambda: f"{formatted}",
    lambda: format(1.5),
    lambda: reversed(LIST),
    lambda: reversed(TUPLE),
    lambda: list(iter(LIST)),
    lambda: list(iter(DICT)),
    lambda: list(reversed(TUPLE)),
    # lists and iterators
    lambda: repr(SET),
    lambda: repr(set()),
    lambda: repr(DICT.keys()),
    lambda: repr(DICT.items()),
    lambda: "a".join({"a"}),
    # slices
    lambda: LIST[1:],
    lambda: LIST[:],
    lambda: "abc"[1:],
    lambda: TUPLE[:1],
    lambda: gc.get_count()[1:],
    # exceptions that nobody sees
    lambda: asked.attribute,
]


def unpack_all():
    a, *b = LIST


def unpack_middle():
    a, *b, c = LIST


def unpack_set():
    a, b = SET


def unpack_generator():
    (a,) = gives()


def unpack_list():
    a, b, c = LIST


def replace_slice():
    a = [1, 2, 3]
    a[1:2] = TUPLE


def replace_by_itself():
    a = [1, 2, 3]
    a[1:2] = a


def replace_by_set():
    a = [1, 2, 3]
    a[1:2] = SET


def delete_slice():
    a = [1, 2, 3]
    del a[1:]


def lacks_argument():
    try:
        same()
    except TypeError as e:
        print(e)


def too_many():
    try:
        a, b = [1, 2, 3]
    except ValueError as e:
        print(e)


def too_few():
    try:
        a, b = DICT.fromkeys("x")
    except ValueError as e:
        print(e)


def unhashable():
    try:
        {}[LIST]
    except TypeError as e:
        print(e)


def slots():
    class A:
        __slots__ = ("b", "a")


def no_slots():
    class A:
        __slots__ = ()


def subclass():
    class A(Plain):
        pass


def two_bases():
    class A(Plain, Init):
        pass


def of_set():
    class A(set):
        pass


def with_property():
    class A:
        @property
        def x(self):
            pass


def counts(number, run):
    for turn in range(3):
        gc.collect()
        run()
        first = gc.get_count()[0]
        run()
        print(number, first, gc.get_count()[0])


for number, run in enumerate(EXPRESSIONS):
    counts(number, run)
for run in (unpack_all, unpack_middle, unpack_set, unpack_generator, unpack_list, replace_slice, replace_by_itself,
            replace_by_set, delete_slice, lacks_argument, too_many, too_few, unhashable, slots, no_slots, subclass,
            two_bases, of_set, with_property):  # fmt: skip
    counts(run.__name__, run)
