# parameters, locals and defaults
import sys


def param(x):
    return sys.getrefcount(x)


def local():
    x = []
    y = x
    return sys.getrefcount(x)


def keep(x, kept=[]):
    kept.append(x)
    return sys.getrefcount(x)


def through(x):
    return param(x)


a = []
print(param(a))
print(param([]))
print(local())
print(keep(a))
print(keep(a))
print(keep(a, []))
print(through(a))
print(sys.getrefcount(a))
