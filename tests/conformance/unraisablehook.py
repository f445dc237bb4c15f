# What nobody can catch goes to sys.unraisablehook.
import gc
import sys
import weakref


def plain(x):
    return None if x is None else str(x).split(" at 0x")[0]


def hook(u):
    print(u.exc_type.__name__, repr(u.exc_value), u.exc_traceback.tb_frame.f_code.co_name)
    print("   ", plain(u.err_msg), "|", plain(u.object), "|", type(u), len(u), u[1] is u.exc_value)


class Dies:
    def __del__(self):
        raise ValueError("in __del__")


class Node:
    pass


def callback(ref):
    raise KeyError("callback")


def generator():
    try:
        yield
    finally:
        raise OSError("closed")


print(sys.unraisablehook is sys.__unraisablehook__)
sys.unraisablehook = hook
Dies()
node = Node()
ref = weakref.ref(node, callback)
del node
node = Node()
node.me = node
ref = weakref.ref(node, callback)
del node
gc.collect()
g = generator()
next(g)
del g
dies = Dies()
dies.me = dies
del dies
gc.collect()


def of_collector(phase, info):
    raise IndexError(phase)


gc.callbacks.append(of_collector)
gc.collect()
gc.callbacks.clear()


# What is written says what failed: these have a repr() without an address.
class Hook:
    def __call__(self, u):
        print("fails")
        raise RuntimeError("in the hook")

    def __repr__(self):
        return "a hook"


class Callback:
    def __call__(self, ref):
        raise KeyError("callback")

    def __repr__(self):
        return "a callback"


def fail():
    node = Node()
    ref = weakref.ref(node, Callback())
    del node


sys.unraisablehook = Hook()
fail()
sys.unraisablehook = None
fail()
kept = []
sys.unraisablehook = kept.append
fail()
print(len(kept), repr(kept[0].exc_value), repr(kept[0])[:60])
try:
    sys.__unraisablehook__(1)
except TypeError as e:
    print(e)
sys.unraisablehook = lambda u: sys.__unraisablehook__(u)
fail()
sys.unraisablehook = sys.__unraisablehook__
fail()
del sys.unraisablehook
fail()
