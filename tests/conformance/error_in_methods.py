class A:
    def __init__(self, n):
        self.child = A(n - 1) if n else self.boom()
    def boom(self):
        raise RuntimeError('deep %d' % 5)
A(3)
