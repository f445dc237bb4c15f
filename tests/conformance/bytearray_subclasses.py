# A class that derives from bytearray: its instances are objects of the collector, and change in place.
import copy
import gc
import sys
import weakref

gc.collect()


class B(bytearray):
    pass


class C(bytearray):
    def __init__(self, *args):
        super().__init__(*args)
        self.n = len(self)

    def append(self, x):
        super().append(x)
        self.n += 1

    def __getitem__(self, i):
        return "item", super().__getitem__(i)

    def __len__(self):
        return super().__len__()


d = B(b'abc')
d.x = [d]
print(d, repr(d), len(d), d[0], d[1:], list(d), d == b'abc', b'abc' == d, d + b'z', b'z' + d, d * 2, 97 in d, b'bc' in d, bool(d), bool(B()), d.x[0] is d, bytes(d), sys.getsizeof(d), gc.is_tracked(d), isinstance(d, bytearray))
e = d
d += b'def'
print(d is e, d, type(d), sys.getsizeof(d))
d *= 2
print(d is e, d)
d[0] = 1
del d[1]
d[2:4] = b'--'
d.append(5)
d.extend(b'zz')
print(d, d.pop(), d.find(b'-'), type(d.copy()), type(d[1:]), type(d.upper()))
f = copy.copy(d)
print(type(f), f, f.x is d.x, f is d)
for i in d:
    print(i, end=' ')
print()
try:
    hash(d)
except TypeError as error:
    print(error)
it = iter(B(b'xy'))
print(list(it), list(it))
c = C(b'ab')
c.append(5)
print(c.n, c, c[0], len(c), bytes(c))
print(b'abc'.find(B(b'c')), bytearray(B(b'q')), B(B(b'w')), B(3), B('a', 'ascii'), B.fromhex('41'))
w = weakref.ref(d)
del e, f
d.x = d
del d
print(gc.collect(), w())


class S(bytearray):
    __slots__ = ('a',)


s = S(b'x')
s.a = 1
print(sys.getsizeof(s), s.a, gc.get_referents(s))


class D(bytearray):
    def __del__(self): print("del", self)


D(b'bye')


for wrong in "abs(B(b'1'))", "round(B())", "complex(B())", "-B()", "B() + 1", "1 + B()", "divmod(B(), 1)", "[1][B()]", "f'{B():d}'", "B() < 1", "bytearray.append(b'', 1)", "B.append(bytearray(), 1)":
    try:
        print(wrong, "=", eval(wrong))
    except TypeError as error:
        print(wrong, "!", error)
