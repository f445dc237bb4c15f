# What a program finds among its names before it has made any.
names = list(globals())
print(names)
print(dir() == sorted(list(globals())))
print(__name__, __doc__, __package__, __spec__, __builtins__)
print(__file__.rpartition("/")[2], type(__file__))
print(type(__loader__), type(__loader__).__module__, repr(__loader__).partition(" at ")[0])
print(__loader__.name, __loader__.path == __file__, sorted(vars(__loader__)))
print({name: value for name, value in globals().items() if name in ("__cached__", "__annotations__")})
print(globals().__sizeof__())
import sys

print(sys.getsizeof(globals()), len(globals()))
print(sys.modules["__main__"].__dict__ is globals(), sys.modules["__main__"].__file__ is __file__)
x: int = 5
print(__annotations__ if sys.version_info < (3, 14) else "")
for name in list(globals()):
    if not name.startswith("__") and name not in ("sys", "name", "names"):
        del globals()[name]
print(list(globals()) == names + ["names", "sys", "name"])
