# Classes that derive from bytes and complex.
import copy
import gc
import sys
import weakref

gc.collect()


class B(bytes):
    def __del__(self):
        if len(self) == 2:
            print('del', bytes(self))


class C(complex):
    pass


class C0(complex):
    __slots__ = ()


def attempt(what, *args):
    try:
        print(what(*args))
    except Exception as e:
        print(type(e).__name__, e)


for b in (B(), B(b'a'), B(b'abc'), B(3), B([1, 2, 3]), B('xyz', 'ascii')):
    print(b, sys.getsizeof(b), gc.is_tracked(b), sys.getrefcount(b), len(b), bool(b), hash(b) == hash(bytes(b)))
b = B(b'abc')
print(type(b), isinstance(b, bytes), b == b'abc', b < b'b', b'abc' == b, b[0], b[1:], b[:] is b, type(b[:]).__name__)
print([type(x).__name__ for x in (b + b'd', b'd' + b, b + b'', b'' + b, b * 1, b * 2, b.upper(), b.strip(), bytes(b))])
print(list(b), b'b' in b, B(b'bc') in b'abc', 97 in b, b.find(B(b'c')), b.replace(B(b'a'), B(b'z')), b.split(B(b'b')), b.hex())
print(b.startswith(B(b'ab')), b.endswith((B(b'x'), B(b'c'))), B(b',').join([b'a', B(b'b')]), b.decode(), str(b, 'ascii'), b.partition(B(b'b')))
print({b: 1}[b'abc'], {b'abc': 2}[b], sorted(b), tuple(reversed(b)), repr(b), str(b), f'{b}', '%s' % b, bytearray(b))
print(int.from_bytes(b, 'big'), bytearray(b'x') + b, type(b + bytearray(b'x')).__name__, B.fromhex('6162'), type(B.fromhex('61')).__name__)
attempt(lambda: b + 'x')
attempt(lambda: b['x'])
attempt(lambda: b[7])
attempt(lambda: type('D', (bytes,), {'__slots__': ('a',)}))
attempt(lambda: 'x' in b)
b.me = [b]
attempt(lambda: weakref.ref(b))
print(gc.get_referents(b)[-1].__name__)
del b
print(gc.collect())
two = B(b'zz')
two.me = two
del two
print(gc.collect())
b = B(b'c')
b.x = [1]
d = copy.deepcopy(b)
print(type(d).__name__, d, d.x, d.x is b.x, type(copy.copy(b)).__name__)

for z in (C(), C(1), C(1, 2), C('1+2j'), C(real=3), C(1j), C(C(2j)), C0(1j)):
    print(z, repr(z), sys.getsizeof(z), gc.is_tracked(z), sys.getrefcount(z), bool(z), hash(z) == hash(complex(z)))
z = C(3, 4)
print(abs(z), z.real, z.imag, z.conjugate(), type(z.conjugate()).__name__, z == 3 + 4j, 3 + 4j == z, z != 1, {z: 1}[3 + 4j])
print([type(x).__name__ for x in (z + 1, 1 + z, -z, +z, z * z, z - z, z / 2, z ** 2, complex(z))], z + 1, 1 - z, z * z, z ** 2, -z)
print(f'{z}', '%s' % z, str(z), [z], isinstance(z, complex))
attempt(lambda: z < 1)
attempt(lambda: int(z))
attempt(lambda: z // 1)
z.me = z
r = weakref.ref(z)
del z
print(r() is not None, gc.collect(), r())
z = C(1, 1)
z.x = []
d = copy.deepcopy(z)
print(type(d).__name__, d, d.x is z.x)


class Point(complex):
    def __new__(cls, x, y):
        return super().__new__(cls, x, y)

    def __add__(self, other):
        return Point(self.real + other.real, self.imag + other.imag)

    def __repr__(self):
        return f'Point({self.real}, {self.imag})'


print(Point(1, 2) + Point(3, 4), Point(1, 2) + 1, 1 + Point(1, 2), str(Point(0, 1)))
