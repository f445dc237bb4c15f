# del o.__dict__ of what has its attributes as an instance, and of what has not.
from collections import OrderedDict
class B:
    def __init__(self): self.x = 5
class S:
    __slots__ = '__dict__',
def f(): pass
for o in [B(), ValueError(1), f, OrderedDict(), S(), type('T', (list,), {})()]:
    for v in [5, None]:
        try: o.__dict__ = v
        except Exception as e: print(type(o).__name__, type(e).__name__, e)
    try:
        o.a = 1
        d = o.__dict__
        del o.__dict__; print('deleted', o.__dict__, d)
        o.b = 2
        print(o.__dict__)
    except Exception as e: print(type(o).__name__, type(e).__name__, e)
