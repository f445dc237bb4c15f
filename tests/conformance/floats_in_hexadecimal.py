# float.hex() and float.fromhex(), and from_number() of 3.14.
def show(f):
    try:
        value = f()
        print(type(value).__name__, repr(value))
    except Exception as e:
        print(type(e).__name__, e)


class Own(float):
    pass


class Whole:
    def __index__(self):
        return 7


class Half:
    def __float__(self):
        return 0.5


class Number(complex):
    def __new__(cls, value):
        print("new", value)
        return super().__new__(cls, value)


for value in [0.0, -0.0, 1.0, -1.5, 0.1, 3.14159, 1e300, 5e-324, 2.2250738585072014e-308, 1e-310, float("inf"),
              float("-inf"), float("nan"), 2.0 ** 1023, 1 / 3, Own(2.5)]:
    print(value.hex(), repr(float.fromhex(value.hex())))
for text in ["0x1.8p3", "1.8p3", " \t0x1p-2\n", "-0X.8P+1", "+8", "f.f", "inf", "-Infinity", "+NaN", "NAN", "0x", "", "  ", "p3",
             "0x.p1", "0x1p", "0x1p+", "1 2", "0x1.1.1", "g", "0x1pf", "--1", "0x-1", "infinite", "0x1p1024", "-0x1p1024",
             "0x1.fffffffffffffp1023", "0x1.fffffffffffff8p1023", "0x1p-1074", "0x1p-1075", "0x1.8p-1075", "0x1p-5000",
             "0x0p99999999999999999999", "1" * 40, "0x1.00000000000008p0", "0x1.000000000000080001p0", "0x1.00000000000018p0",
             "1\0", "é", "0x1,5", ".8", "8.", "."]:
    print(repr(text), end=" ")
    show(lambda: float.fromhex(text))
for wrong in [5, None, b"1", 1.5, ["1"]]:
    show(lambda: float.fromhex(wrong))
show(lambda: float.fromhex())
show(lambda: float.fromhex("1", "2"))
show(lambda: float.fromhex(s="1"))
show(lambda: Own.fromhex("0x1.8p1"))
show(lambda: Own(1).fromhex("2"))
show(lambda: (1.0).fromhex("0x10"))
show(lambda: (1.0).hex(1))
print("fromhex" in dir(float), "hex" in dir(float))
for kind in [float, Own, complex, Number]:
    for value in [3, 2.5, True, 2j, 10 ** 400, Own(1.5), Whole(), Half(), "3", b"3", None, [], Number(2)]:
        show(lambda: kind.from_number(value))
    show(lambda: kind.from_number())
show(lambda: float.from_number(number=3))
print("from_number" in dir(float), "from_number" in dir(complex))
