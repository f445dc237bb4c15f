class P:
    __slots__ = ("x", "y")
    def __init__(self): self.x = 1
p = P(); print(p.x)
try: print(p.y)
except AttributeError as e: print(e)
try: p.z = 1
except AttributeError as e: print(e)
try: p.__dict__
except AttributeError as e: print(e)
p.y = 2; del p.x
try: p.x
except AttributeError as e: print(e)
try: del p.x
except AttributeError as e: print(e)
class Q(P): pass
q = Q(); q.z = 5; print(q.x, q.z, q.__dict__)
class R(P): __slots__ = ("w",)
r = R(); r.w = 1; r.y = 2; print(r.w, r.x, r.y, R.__slots__, P.x, R.w)
class S: __slots__ = ("a", "__dict__")
s = S(); s.a = 1; s.b = 2; print(s.a, s.b, s.__dict__)
import gc, sys
print(gc.get_referents(p), [x for x in gc.get_referents(r) if isinstance(x, int)], sys.getsizeof(p), sys.getsizeof(q), sys.getsizeof(r), sys.getsizeof(s))
try:
    class T: x = 1; __slots__ = ("x",)
except ValueError as e: print(e)
print(type(P.x).__name__, P.x.__name__)
