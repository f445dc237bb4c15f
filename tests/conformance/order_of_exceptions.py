# whether an exception or the tuple of its arguments is made first
import gc
gc.disable()
class U(ValueError): pass
class V(KeyError): pass
ts = [BaseException, Exception, KeyboardInterrupt, SystemExit, GeneratorExit, ArithmeticError, ZeroDivisionError, OverflowError, AssertionError, AttributeError, ImportError, ModuleNotFoundError, LookupError, IndexError, KeyError, MemoryError, NameError, UnboundLocalError, RuntimeError, NotImplementedError, RecursionError, ReferenceError, StopIteration, TypeError, ValueError, UnicodeError, OSError, Warning, U, V]
class M:
    pass
for t in ts:
    gc.collect()
    m = M()
    e = t(m)
    a = [type(o).__name__ for o in gc.get_objects(0)]
    gc.collect()
    e = None
    m2=[]
    e = t("x", m2)
    print(t.__name__, a, [type(o).__name__ for o in gc.get_objects(0)])
gc.collect()
class Low(Exception):
    def __init__(self, *a): pass
for t in (Low,):
    gc.collect()
    m=M()
    e=t(m)
    print([type(o).__name__ for o in gc.get_objects(0)])
