# sys.last_exc and the others are there once nobody has caught an exception: here for what runs at the exit.
import atexit
import sys


class Held:
    def __del__(self):
        print("del")


def show():
    value = sys.last_value
    print(sys.last_type, value, sys.getrefcount(value), sys.getrefcount(sys.last_traceback))
    print(sys.last_traceback is value.__traceback__, getattr(sys, "last_exc", value) is value)
    print(sys.last_traceback.tb_frame.f_code.co_name, sys.last_traceback.tb_next.tb_frame.f_locals["other"])
    del value
    for name in "last_exc", "last_value", "last_type":
        if hasattr(sys, name):
            delattr(sys, name)
    print("deleted")
    del sys.last_traceback
    print(hasattr(sys, "last_traceback"))


def fails():
    held = Held()
    held.number = 1
    del held.number
    other = 1.5
    raise ValueError(other)


print(hasattr(sys, "last_value"), hasattr(sys, "last_exc"))
atexit.register(show)
fails()
