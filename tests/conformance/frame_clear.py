# frame.clear(): what it lets go of, and which frames it refuses.
import gc
import sys


class Dies:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


def fails():
    first = Dies("first")
    second = Dies("second")
    raise ValueError


def refuses(frame):
    try:
        print(frame.clear())
    except RuntimeError as e:
        print(e)


def inner():
    outer = sys._getframe(1)
    refuses(sys._getframe())
    refuses(outer)


try:
    fails()
except ValueError as e:
    frame = e.__traceback__.tb_next.tb_frame
    print(sorted(frame.f_locals))
print("before")
refuses(frame)
print("after", frame.f_locals, frame.f_code.co_name, frame.f_lineno)
refuses(frame)
inner()


def generator():
    held = Dies("held")
    try:
        yield 1
    finally:
        print("finally")


for steps in range(3):
    g = generator()
    frame = g.gi_frame
    for i in range(steps):
        next(g, None)
    refuses(frame)
    print(steps, g.gi_frame is None)
    del g, frame


def running():
    refuses(me.gi_frame)
    yield


me = running()
next(me)
refuses(me.gi_frame)


# A cycle through a frame is broken by it.
def cycle():
    me = sys._getframe()
    it = Dies("it")
    return me


frame = cycle()
gc.collect()
refuses(frame)
print(gc.collect() > 0)
