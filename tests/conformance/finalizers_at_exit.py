class D:
    def __init__(self, n): self.n = n
    def __del__(self): print('del', self.n)
b = D('first made')
a = D('second made')
z = D('third')
b = D('rebound')
l = [D('in list')]
def f(): pass
f.d = D('on function')
D.cls = D('on class')
print('end')
