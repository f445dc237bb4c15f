# What the messages of TypeError and AttributeError call a type.
import weakref
from collections import OrderedDict, deque, defaultdict
class A: __slots__ = ("a",)
class B(set): pass
class C(A): pass
class D(set): __slots__ = ()
for o in (set(), [], {}, (), 1, "s", len, frozenset(), deque(), OrderedDict(), defaultdict(), iter([]), {}.keys(), {}.values(), {}.items(), OrderedDict().items(), None, ..., A(), B(), C(), D(), ValueError(), lambda: 0, weakref.WeakValueDictionary(), weakref.ref(A), weakref.WeakSet(), object(), (i for i in ()), [].append, A.a, slice(1), range(3), super, property(), weakref.finalize(A, len)):
    for f in (lambda: setattr(o, "x", 1), lambda: delattr(o, "zz"), lambda: o.zz, lambda: {}[o], lambda: {o}, lambda: {o: 1}, lambda: o(), lambda: len(o), lambda: iter(o), lambda: o[0], lambda: o + 1, lambda: next(o), lambda: 1 in o, lambda: weakref.ref(o), lambda: o < 1, lambda: -o, lambda: setattr(o, "__class__", 1)):
        try:
            f()
        except Exception as e:
            if type(e) not in (KeyError, IndexError): print(type(e).__name__, e)
for f in (lambda: A[0], lambda: super[0], lambda: int["x"]):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
