# Who asks an iterable for __len__ or __length_hint__, and what that may return.
class E:
    def __init__(self): self.it = iter([1,2])
    def __iter__(self): print('iter'); return self
    def __next__(self): return next(self.it)
    def __len__(self): print('len'); return 2
class L:
    def __init__(self): self.it = iter([1,2])
    def __iter__(self): print('iter'); return self
    def __next__(self): return next(self.it)
    def __length_hint__(self): print('hint'); return 2
class B(L):
    def __length_hint__(self): print('hint'); return 'x'
class N(L):
    def __length_hint__(self): print('hint'); return NotImplemented
class T(L):
    def __length_hint__(self): print('hint'); raise TypeError('q')
class V(L):
    def __length_hint__(self): print('hint'); raise ValueError('q')
class M(L):
    def __length_hint__(self): print('hint'); return -1
l = []
for C in E, L, B, N, T, V, M:
    for t in 'list(e)', 'tuple(e)', '[*e]', '(*e,)', 'l.extend(e)', 'l+=e', 'set(e)', 'sorted(e)', 'bytes(e)', 'bytearray(e)', '"".join(e)', 'l[:]=e', 'max(e)', 'list(map(str,e))', 'list(zip(e))', 'list(reversed(e))', 'dict.fromkeys(e)', 'print(*e)', 'sum(e)', '[x for x in e]', 'f(*e)', '{*e}':
        print(C.__name__, t)
        e = C(); f = lambda *a: a
        try: exec(t)
        except Exception as x: print(type(x).__name__, x)
