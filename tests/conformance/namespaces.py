class P:
    k = 1
    def __init__(self): self.a = 1; self.b = 2
    def m(self): pass
p = P()
print(vars(p), p.__dict__ is vars(p))
print(dir(p)); print(dir(P))
print([n for n in dir(p) if not n.startswith('__')])
def f(x, y=2):
    z = x; print(sorted(vars()), locals(), dir())
f(1)
print(dir([])); print(dir(1)); print(dir("")); print(dir({}))
print(dir(f))
try: vars(1)
except TypeError as e: print(e)
print(vars(P)['k'], 'm' in vars(P), type(vars(P)))
class Q:
    def __dir__(self): return ['b', 'a']
print(dir(Q()))
print('x' in dir(), 'p' in dir(), 'p' in globals())
