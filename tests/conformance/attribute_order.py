# In which order attributes are visited and released; on 3.14 what methods assign comes first, by name.
import gc
gc.disable()

class D:
    def __init__(self, name): self.name = name
    def __del__(self): print('del', self.name)

def names(o):
    return [r.name for r in gc.get_referents(o) if isinstance(r, D)]

class Q:
    def __init__(self):
        self.b = D('b')
        self.a = D('a')
        self.c = D('c')

q = Q(); print(names(q)); del q

class R: pass
r = R(); r.b = D('b'); r.a = D('a')
s = R(); s.a = D('a2'); s.b = D('b2')
print(names(r), names(s)); del r, s
s = R(); s.a = 1; s.b = 2; print(s.__dict__)
s = R(); s.a = 1; s.b = 2; del s.a; s.a = 3; s.c = 4; del s.b; s.d = 5; print(s.__dict__, dir(s)[-4:])

class S:
    def __init__(self):
        self.z = D('z')
        self.later()
    def later(self): self.y = D('y')
    def other(self): self.x = 1

s = S(); s.w = D('w'); s.x = D('x'); print(names(s)); del s
s = S(); s.w = D('w'); s.x = D('x'); del s.z; s.z = D('z again'); print(names(s)); del s

class L(list):
    def __init__(self):
        self.b = D('b')
        self.a = D('a')

l = L(); del l

class Sub(Q):
    def __init__(self):
        super().__init__()
        self.aa = D('aa')

s = Sub(); print(names(s)); del s

class Node:
    def __init__(self, value, next):
        self.value = value
        self.next = next

n = Node(D('value'), Node(D('value 2'), D('end')))
print([type(o).__name__ for o in gc.get_referents(n)], vars(Node(1, 2)))
del n
c = Node(D('cycle'), None); c.next = c; del c
print(gc.collect())

class Many:
    def __init__(self):
        for i in range(40): setattr(self, 'k%d' % i, D(i))

m = Many(); print(len(names(m))); m = None
