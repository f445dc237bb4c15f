class D:
    def __init__(self, n): self.n = n
    def __del__(self): print('del', self.n)
for i in range(2): D(i)
for i in range(3): x = D(i)
print('loop done')
def g(a, b): print('in g'); del a; print('deleted a')
g(D('a'), D('b'))
def ret(): return D('r')
ret()
print('x'); ret().n
s = [D(i) for i in range(3)]; s[0] = None; s.pop(); s = s[:1]; print('s')
a = D('A'); b = D('B'); a.o = b; del b; print('b held'); del a
try:
    e = D('exc'); raise ValueError(e)
except ValueError as v: print('caught')
del e; print('end')
u = D('u'); v = D('v'); u.v = v; v.u = u
