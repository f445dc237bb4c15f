# frame.f_locals is a new dict at each read, never a proxy that writes to the variables.
# Why: nothing that lessons show needs to write to the variables of another frame.
import sys


def f():
    x = 1
    print(type(sys._getframe().f_locals).__name__)
    sys._getframe().f_locals["x"] = 2
    print(x)


f()
