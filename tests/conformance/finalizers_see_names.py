b = None
class D:
    def __init__(self, n): self.n = n
    def __del__(self): print('del', self.n, type(b).__name__)
a = D('a')
b = D('b')
a.o = b
print('end')
