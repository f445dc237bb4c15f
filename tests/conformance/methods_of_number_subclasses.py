# What a class that derives from float or int says itself comes before what its base says; super() finds that.
import gc


class Loud(float):
    def __new__(cls, x=0.0, name="?"):
        self = super().__new__(cls, x)
        self.name = name
        return self

    def __init__(self, x=0.0, name="?"):
        print("init", repr(float(x)), name)

    def __add__(self, other):
        return Loud(float(self) + other, "sum")

    def __radd__(self, other):
        return Loud(other + float(self), "rsum")

    def __repr__(self):
        return "Loud(%s, %r)" % (super().__repr__(), self.name)

    def __neg__(self):
        return Loud(super().__neg__())

    def __mul__(self, other):
        return ("mul", super().__mul__(other))

    def __eq__(self, other):
        return "eq"

    def __hash__(self):
        return super().__hash__()


class Conversions(float):
    def __float__(self):
        return 42.0

    def __int__(self):
        return 7

    def __bool__(self):
        return False

    def __str__(self):
        return "conv"

    def __format__(self, spec):
        return "<" + spec + ">"


class Index(int):
    def __index__(self):
        return 99

    def __lt__(self, other):
        return "lt"

    def __mul__(self, o):
        return NotImplemented


loud = Loud(1.5, name="one")
operations = """
loud
loud + 1
1 + loud
loud + loud
-loud
loud == 1
loud != 1.5
loud != 2
hash(loud) == hash(1.5)
loud * 2
2 * loud
loud - 1
float(loud)
sum([loud, loud])
loud.name
"""
for operation in operations.split("\n")[1:-1]:
    try:
        result = eval(operation)
        print(operation, "=", result, type(result).__name__)
    except Exception as error:
        print(operation, "!", type(error).__name__, error)

c = Conversions(1.5)
print(float(c), int(c), bool(c), str(c), repr(c), f"{c:5}", c + 1, round(c), complex(c), "%d %f" % (c, c))
x = Index(3)
print([0, 1, 2, 3, 4][x], x < 1, 1 > x, hex(x), int(x))
try:
    print(x * 2, 2 * x)
except TypeError as e:
    print(e)


class Measure(float):
    def __init__(self, x, unit=None):
        self.unit = unit


print(Measure(1.5, unit="m").unit)
try:
    Measure(1, "m")
except TypeError as e:
    print(e)


class Dying(int):
    def __del__(self):
        print("del", self)


d = Dying(4)
d.me = d
del d
print(gc.collect())
Dying(5)
