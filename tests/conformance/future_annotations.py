# With this import annotations are texts, and nothing in them is looked for.
from __future__ import annotations

import sys


class C:
    name: not_defined
    other: dict[str, list[int | None]] = {}

    def method(self, a: C, b: 'quoted' = 1, *c: x.y.z, d: (a, b) = 2, **e: f(1, "two")) -> C | None:
        local: nothing = a
        return local


x: (int) = 1
if not x:
    y: str
z: a + b * c | (a + b) ** d ** e
print(C.__annotations__)
print(C.method.__annotations__, C().method(3))
print(sys.modules['__main__'].__annotations__)
print([k for k in C.__dict__ if 'annot' in k])


def f(*args: int, **kwargs: tuple[int, ...]) -> None:
    pass


print(f.__annotations__, f.__code__.co_consts)
