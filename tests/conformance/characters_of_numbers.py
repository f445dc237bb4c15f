# chr() of what is no code point, and where enumerate() begins.
def show(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)


class Index:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value


for number in [65, 0x10FFFF, 0x110000, -1, 2 ** 31 - 1, 2 ** 31, -2 ** 31, 2 ** 40, 2 ** 63, -2 ** 63 - 1, 10 ** 20, -10 ** 20,
               True, Index(66), Index(10 ** 20), Index("a"), 65.0, "A", None]:
    show(lambda: chr(number))
for start in [0, -5, True, 2 ** 32, 2 ** 60, -2 ** 63, Index(3), 1.0, "1", None]:
    show(lambda: list(enumerate("ab", start)))
