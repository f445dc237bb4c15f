# A sequence is repeated by whatever has __index__.
class Index:
    def __init__(self, n):
        self.n = n

    def __index__(self):
        return self.n


for x in ("x", b"x", [1], (1,)):
    print(x * Index(3), Index(2) * x, x * Index(-1))
items = same = [1, 2]
items *= Index(2)
print(items, items is same)
text = "ab"
text *= Index(2)
print(text, "x" * True)
for x in ("x", [1]):
    for wrong in (1.5, None, "x", object, Index(2**70), 2**70):
        try:
            x * wrong
        except (TypeError, OverflowError) as e:
            print(type(e).__name__, e)
try:
    items *= 1.5
except TypeError as e:
    print(e)


class Fails:
    def __index__(self):
        raise ValueError("no index")


class Reflected:
    def __index__(self):
        return 2

    def __rmul__(self, other):
        return "__rmul__"


for x in ("x", [1]):
    try:
        x * Fails()
    except ValueError as e:
        print(e)
    print(x * Reflected())
try:
    items *= Fails()
except ValueError as e:
    print(e, items)
