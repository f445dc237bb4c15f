# plain classes: attributes, methods, class attributes
class Counter:
    total = 0

    def __init__(self, start=0):
        self.n = start

    def add(self, k=1):
        self.n += k
        Counter.total += k
        return self


c = Counter()
c.add().add(5)
d = Counter(10)
d.add(k=2)
print(c.n, d.n, Counter.total, c.total)
c.total = "own"
print(c.total, d.total)
del c.total
print(c.total)
print(isinstance(c, Counter), isinstance(c, int), type(c) is Counter, type(c).__name__)
print(Counter.__name__, c.__class__ is Counter, hasattr(c, "n"), hasattr(c, "zz"), getattr(c, "zz", None))
f = c.add
f(100)
print(c.n)
setattr(c, "m", [1])
c.m += [2]
print(c.m, c.__dict__)
