# The program's own sys.excepthook reports what nobody caught.
import sys


def hook(kind, value, traceback):
    print("hook:", kind.__name__, value, traceback.tb_lineno, traceback.tb_next is None)
    print(sys.getrefcount(value), sys.getrefcount(traceback), value.__traceback__ is traceback)
    print(sys.last_type is kind, sys.last_value is value, sys.last_traceback is traceback)
    print(sys._getframe().f_back)


class Held:
    def __del__(self):
        print("del")


def fails():
    held = Held()
    raise ValueError("reported", held and 1)


print(sys.excepthook is sys.__excepthook__)
print(sys.excepthook.__name__, sys.__excepthook__)
try:
    fails()
except ValueError as e:
    sys.excepthook(type(e), e, e.__traceback__)
    sys.__excepthook__(type(e), e, None)
    sys.excepthook(None, e, None)
    try:
        sys.excepthook(e)
    except TypeError as wrong:
        print(wrong)
sys.excepthook = hook
fails()
