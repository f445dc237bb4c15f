# The fields of a namedtuple are properties.
# Why: its instances are the same tuples; what its class is made of is not looked at.
from collections import namedtuple

Point = namedtuple("Point", "x y")
print(type(Point.x).__name__)
