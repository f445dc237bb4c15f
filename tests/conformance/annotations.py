# Annotations of a class and of a module: up to 3.13 in a dict that is there from the start.
import gc
import sys

old = sys.version_info < (3, 14)


class Annotated:
    """With a docstring."""

    x: int = 1
    y: "str"
    __private: list = []
    (z): float = 2.0
    if x:
        inner: dict
    for i in ():
        never: set


class Plain:
    pass


class Derived(Annotated):
    w: bool


if old:
    print(Annotated.__annotations__)
    print(Derived.__annotations__, Plain.__annotations__, "__annotations__" in Plain.__dict__)
    print(Annotated.__annotations__ is Annotated.__dict__["__annotations__"])
    print(gc.is_tracked(Annotated.__annotations__), sys.getrefcount(Derived.__annotations__))
    module: int = 3
    print([n for n in __annotations__], list(Annotated.__dict__)[:8])
    print(Annotated().__annotations__ is Annotated.__annotations__)
    Plain.__annotations__ = {"q": 1}
    print(Plain.__annotations__)
    del Plain.__annotations__
    print(Plain.__annotations__)
    try:
        int.__annotations__
    except AttributeError as e:
        print(e)
print(hasattr(Annotated, "y"), hasattr(Annotated, "x"), Annotated.z)


def function():
    local: undefined = 1
    other: undefined
    return local, sys._getframe().f_locals


print(function())


def dropped():
    class Fresh:
        a: int
        b: list = []

    Fresh


gc.disable()
gc.collect()
if old:
    dropped()
    print(gc.collect())
try:

    class Fails:
        a: undefined

    print("lazy")
except NameError as e:
    print(e)
