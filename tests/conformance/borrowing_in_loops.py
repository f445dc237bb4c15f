# What refcounts functions see inside of loops, on one line and on two.
import sys
a = []
def f(x):
    for i in range(1): return sys.getrefcount(x)
def n(x):
    while True: return sys.getrefcount(x)
def g(x):
    while True: yield sys.getrefcount(x)
class M:
    def m(self, x):
        for i in range(1):
            return sys.getrefcount(self), sys.getrefcount(x)
def h(x):
    for i in range(2):
        print(sys.getrefcount(x))
def k(x):
    i = 0
    while i < 2:
        print(sys.getrefcount(x))
        i += 1
print(f(a), n(a), next(g(a)), M().m(a))
h(a)
k(a)
def w1(x):
    while True:
        return sys.getrefcount(x)
def w2(x):
    while 1: print(sys.getrefcount(x)); break
def w3(x):
    i = 0
    while True: i += sys.getrefcount(x); return i
def w4(x):
    while x == []: return sys.getrefcount(x)
def w5(x):
    for i in x or [1]:
        if i: return sys.getrefcount(x)
    else: return sys.getrefcount(x)
def w6(x):
    for i in range(3):
        for j in range(2): return sys.getrefcount(x)
def w7(x):
    for i in range(3):
        while True:
            if i > 1: return sys.getrefcount(x)
            break
def w8(x):
    for i in range(2): continue
    return sys.getrefcount(x)
def w9(x):
    for i in range(2): break
    else: return 0
    return sys.getrefcount(x)
def w10(x):
    for i in range(2): raise ValueError(sys.getrefcount(x))
def w11(x):
    while True:
        while True: return sys.getrefcount(x)
def w12(x):
    while True: pass; return sys.getrefcount(x)
def w13(x):
    try:
        for i in range(2): return sys.getrefcount(x)
    finally:
        print(sys.getrefcount(x))
def w14(x):
    with open_it(x): 
        for i in range(1): return sys.getrefcount(x)
def w15(x):
    for i in range(1): yield sys.getrefcount(x)
    while True: yield sys.getrefcount(x)
class open_it:
    def __init__(self, x): self.x = x
    def __enter__(self): print(sys.getrefcount(self))
    def __exit__(self, *a): print(sys.getrefcount(self), sys.getrefcount(a))
print(w1(a), w2(a), w3(a), w4(a), w5(a), w6(a), w7(a), w8(a), w9(a), w11(a), w12(a), w13(a), w14(a))
gg = w15(a)
print(next(gg), next(gg), next(gg))
try: w10(a)
except ValueError as e: print(e)
