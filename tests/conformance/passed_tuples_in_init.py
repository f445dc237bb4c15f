# The same through __init__ and __new__.
t = ('a', 'b')
class R(ValueError):
    def __init__(self, *a):
        super().__init__(*a)
        print(self.args is a)
class S(ValueError):
    def __init__(self, *a):
        print(self.args is a)
        ValueError.__init__(self, *a)
        print(self.args is a)
class N(ValueError):
    def __new__(cls, *a):
        e = super().__new__(cls, *a)
        print(e.args is a, e.args is t)
        return e
class K(ValueError):
    def __init__(self, *a, k=1): print(self.args is t)
class I(OSError): pass
R(*t); S(*t); N(*t); K(*t, k=2); K(*t)
print(N(*t).args is t)
for c in OSError, StopIteration, SystemExit, KeyError, ImportError, AttributeError, NameError, I, BaseException:
    try: print(c.__name__, c(*t).args is t)
    except Exception as e: print(repr(e))
