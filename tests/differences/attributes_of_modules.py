# What sys and time have in CPython alone is a NotImplementedError that names it, no AttributeError.
# Why: who uses it should learn that it is no typo; most of it needs the system or other threads.
import sys
import time


def show(f):
    try:
        print(type(f()).__name__)
    except (AttributeError, NotImplementedError) as e:
        print(type(e).__name__, e)


def stdin():
    from sys import stdin

    return stdin


show(lambda: sys.path)
show(lambda: sys.flags.debug)
show(stdin)
show(lambda: hasattr(sys, "settrace"))
show(lambda: time.strftime("%Y"))
show(lambda: sys.pathh)
sys.path = "set by the program"
show(lambda: sys.path)
