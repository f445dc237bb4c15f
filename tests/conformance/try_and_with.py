try:
    try: 1/0
    except ZeroDivisionError as e: raise ValueError("v") from e
    finally: print("fin")
except ValueError as e: print(repr(e), repr(e.__cause__), e.__context__ is e.__cause__, e.__suppress_context__)
else: print("no")
finally: print("fin2")
def f():
    try: return 1
    finally: print("cleanup")
print(f())
def g():
    for i in range(3):
        try:
            if i == 1: continue
            if i == 2: break
            print(i)
        finally: print("f", i)
g()
class CM:
    def __enter__(self): print("in"); return 5
    def __exit__(self, t, v, tb): print("out", t and t.__name__); return t is KeyError
with CM() as x, CM() as y: print(x, y); raise KeyError
print("after")
try: raise Exception("a", 1)
except (ValueError, Exception) as e: print(e, e.args)
try:
    try: raise KeyError("k")
    except KeyError: raise
except KeyError as e: print(e, str(e), repr(e))
assert True, "x"
try: assert 1 == 2, "msg"
except AssertionError as e: print(e)
try: [][1]
except LookupError as e: print(type(e).__name__, e)
