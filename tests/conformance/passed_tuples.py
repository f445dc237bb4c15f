# What f(*args) unpacks is what an exception keeps, the tuple itself, if it comes through tp_call.
import copy
t = ('a', 'b')
class Q(ValueError): pass
class R(ValueError):
    def __init__(self, *a): pass
class S:
    def __init__(self, *a): self.a = a
def f(*a): return a
print(ValueError(*t).args is t, Q(*t).args is t, R(*t).args is t, S(*t).a is t, f(*t) is t)
for c in ValueError, Q, R:
    e = c(*t); d = copy.copy(e)
    print(e.args is d.args, d.args is t)
    e = c('~N17'); d = copy.copy(e)
    print(e.args is d.args)
