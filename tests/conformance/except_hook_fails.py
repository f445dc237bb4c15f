# An exception in sys.excepthook is reported before the one that it was called for.
import sys
def hook(kind, value, traceback):
    return {}[kind]
sys.excepthook = hook
def f():
    1 / 0
f()
