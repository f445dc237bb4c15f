# What a dict display is made of is let go from the last value to the first, before anything that dies of it
# asks the collector.
import gc
gc.disable(); gc.collect()
class Q(ValueError):
    def __del__(self):
        print(gc.collect(0))
class P(ValueError): pass
class R(P):
    def __init__(self, n): self.n = n
def show():
    for g in range(3):
        print(g, [type(o).__name__ for o in gc.get_objects(generation=g) if type(o) in (Q,R) or (type(o) is dict and 'N' in o)])
gc.collect()
e = {'N': 1, 5: Q('x'), 5: R('y')}
show()
gc.collect()
e = {'N': 1, 5: Q('x'), 5: []}
show()
gc.collect()
e = {'N': 1, 5: [Q('x')], 5: R('y')}
show()
class S:
    def __init__(self): self.d = {'N': 2}
gc.collect()
e = {'N': 1, 5: Q('x'), 5: S()}
show()
print('R'); gc.collect()
r = R('z')
e = {'N': 1, 5: Q('x'), 5: r}
show()
class Q2:
    def __del__(self):
        print(gc.collect(0))
class L(list): pass
def show2():
    for g in range(3):
        t = [type(o).__name__ for o in gc.get_objects(generation=g) if type(o) in (Q,L) or (type(o) is dict and 'N' in o)]
        if t: print(g, t)
gc.collect()
e = {'N': 1, 5: Q('x'), 5: L()}
show2()
gc.collect()
e = {'N': 1, 5: Q2(), 5: L()}
show2()
gc.collect()
e = {'N': 1, 5: Q(), 5: L()}
show2()
gc.collect()
e = {'N': 1, 5: [Q('x')], 5: L()}
show2()
gc.collect()
r=L()
e = {'N': 1}
e[5] = Q('x')
e[5] = r
show2()
gc.collect()
r=L()
e = {'N': 1, 5: Q('x'), 6: r}
del e[5]
show2()
