# A class that derives from int: its instances vary in size, so there are no weak references to them and no slots.
import copy
import gc
import sys
import weakref

gc.collect()


class I(int):
    pass


class Empty(int):
    __slots__ = ()


class T(tuple):
    pass


i = I(7)
operations = """
i+1
1+i
i+i
i-1.5
2*i
i/2
i//2
i%2
i**2
2**i
divmod(i,2)
-i
+i
~i
abs(I(-3))
abs(i)
i==7
7==i
i!=7
i<8
hash(i)
round(i)
round(i, -1)
int(i)
float(i)
bool(i)
bool(I())
i&3
8|i
i^1
i<<2
256>>i
pow(i, 2, 5)
f"{i:x} {i:>5} {i:c}"
"%d %x %s %c %5.2f" % (i, i, i, I(65), i)
"%*d" % (I(5), 3)
[10,20,30][I(1)]
"abc"[I(1)]
"abc"[I(0):I(2)]
"ab" * I(2)
I(2) * [1]
list(range(I(3)))
list(range(I(1), i, I(2)))
i in range(10)
range(10)[I(2)]
{7: "x"}[i]
{i: "y"}[7]
i.bit_length()
i.real
i.numerator
i.denominator
i.conjugate()
i.to_bytes(2, "big")
I.from_bytes(b"\\x05", "big")
hex(i)
bin(i)
oct(i)
chr(I(97))
bytes(I(3))
bytes([I(3)])
I(3) in b"\\x03"
i.__index__()
i.__and__(3)
i.__add__(1)
I("12")
I("ff", 16)
I("ff", base=16)
I(2**70)
I(2**70) + 1
-I(2**70)
I(True)
I(3.9)
I(i)
I("x")
sum([i, i])
i == I(7)
isinstance(i, int)
isinstance(True, I)
issubclass(I, int)
i < "a"
i + "a"
i[0]
len(i)
i.x
sorted([I(3), 1, I(2)])
"""
for operation in operations.split("\n")[1:-1]:
    try:
        result = eval(operation)
        print(operation, "=", result, type(result).__name__)
    except Exception as error:
        print(operation, "!", type(error).__name__, error)

try:
    weakref.ref(i)
except TypeError as e:
    print(e)
i.z = 5
j, k = copy.copy(i), copy.deepcopy(i)
print(j, type(j), j.z, k, k.z, j is i)
for c in I, Empty:
    print(c.__name__, [sys.getsizeof(c(x)) for x in (0, 1, -1, 2**30, 2**60)], gc.is_tracked(c(2)), gc.get_referents(c(3)))
for base in int, I, Empty, tuple, T:
    for slots in (), ("a",), "b", ["__dict__"], ["__weakref__"]:
        try:
            class X(base):
                __slots__ = slots

            print(slots)
        except TypeError as e:
            print(e)
i = I(8)
i.me = i
print(sys.getrefcount(i), gc.collect() * 0)
del i
print(gc.collect())
