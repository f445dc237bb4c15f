# What can have no item set or deleted, and how that is said.
class A: pass
for o in (None, 1, (1,), "a", b"a", range(3), set(), A(), frozenset(), len, {}.keys(), slice(1)):
    for k in (0, slice(1, 2), "x"):
        try: del o[k]
        except Exception as e: print(type(e).__name__, e)
        try: o[k] = 1
        except Exception as e: print(type(e).__name__, e)
