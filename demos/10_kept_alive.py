# Lesson 10: closures, exceptions and tracebacks hold what a function has used.
import gc
def make():
    big = [0] * 1000
    def size(): return len(big)
    return size

size = make()
print(size())
del size
def fail():
    big = [0] * 1000
    raise ValueError("oops")

try:
    fail()
except ValueError as e:
    kept = e

del kept
def hold():
    big = [0] * 1000
    try: raise ValueError("oops")
    except ValueError as e: error = e

gc.collect()
hold(); print(gc.collect(0))
