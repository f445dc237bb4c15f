# Which object and name an AttributeError is about.
class A:
    __slots__ = ("a",)
    y = 1
    def m(self): pass
class B: pass
for f in (lambda: setattr(A(), "x", 1), lambda: setattr(A(), "y", 1), lambda: setattr(1, "bit_length", 1), lambda: setattr(1, "real", 1), lambda: delattr(A(), "x"), lambda: delattr(A(), "a"), lambda: delattr(B(), "x"), lambda: delattr(A(), "y"), lambda: setattr([], "x", 1), lambda: A().a, lambda: B().x, lambda: B.x, lambda: delattr(B, "x"), lambda: setattr(int, "x", 1)):
    try: f()
    except Exception as e: print(type(e).__name__, e, type(getattr(e, "obj", 0)).__name__, getattr(e, "name", 0))
