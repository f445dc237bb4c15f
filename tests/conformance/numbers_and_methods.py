# Numbers in text, sums of floats, super() in comprehensions, equal bound methods.
import sys
for t in ('5 5', '1 000', '1\n2', ' 12 ', '1_0', '1__0', '-5', '- 5'):
    try: print(int(t))
    except ValueError as e: print(e)
for t in ('1 .5', ' 1.5 ', '1e5', '1 e5'):
    try: print(float(t))
    except ValueError as e: print(e)
print(sum([0.1]*10), sum([0.1,0.2,0.3]), sum([1e100,1,-1e100]), sum([0.1]*3,1), sum([1, 2.5, 3, 0.1, 0.2]), sum([0.1, True, 0.2]), sum([.1]*10, 0.0), sum([]), sum([0.1]), sum([float('inf'), 1.0]), sum([1e308, 1e308, -1e308]))
class B:
    def v(self): return 1
class A(B):
    def v(self): return [super().v() for i in range(2)]
    def w(self): return [super(A, self).v() for i in range(2)]
    def s(self): return {super().v(): self for i in range(2)}
try: print(A().w()); print(A().v(), len(A().s()))
except TypeError as e: print(e)
class T:
    def m(self): pass
t=T()
print(len({t.m,t.m}), {t.m:1}.get(t.m), t.m in {t.m}, hash(t.m)==hash(t.m), t.m==t.m, t.m == T().m, len({t.m, T.m}))
l = []
print(len({l.append, l.append}), l.append == l.append)
