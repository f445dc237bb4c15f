# Slices are compared as tuples of their three parts.
def show(source):
    try:
        print(source, eval(source))
    except Exception as e:
        print(source, type(e).__name__, e)


class Part:
    def __init__(self, value):
        self.value = value

    def __eq__(self, other):
        print("==", self.value, other.value)
        if self.value == 13:
            raise ValueError("unlucky")
        return self.value == other.value

    def __lt__(self, other):
        print("<", self.value, other.value)
        return "less" if self.value < other.value else ""


class Never:
    __eq__ = None


s = slice(1, 2)
never = slice(Never())
for operator in ["==", "!=", "<", "<=", ">", ">="]:
    for a, b in [("slice(1, 2)", "slice(1, 2)"), ("slice(1, 2)", "slice(1, 3)"), ("slice(2)", "slice(1)"),
                 ("slice(1, 2, 3)", "slice(1, 2, 4)"), ("slice(1)", "slice(None, 1)"), ("slice(0, 1)", "slice(None, 1)"),
                 ("slice('a', 'b')", "slice('a', 'c')"), ("slice('a')", "slice(1)"), ("s", "s"), ("never", "never"),
                 ("slice(1)", "(None, 1, None)"), ("slice(1)", "1"), ("slice(Part(1), 5)", "slice(Part(2), 4)"),
                 ("slice(Part(1), Part(3))", "slice(Part(1), Part(2))"), ("slice(Part(13), 1)", "slice(Part(1), 2)"),
                 ("slice(0.0, 1)", "slice(False, True)"), ("slice([1], [2])", "slice([1], [3])")]:
        show(f"{a} {operator} {b}")
show("max(slice(1, 2), slice(1, 5), slice(0, 9))")
show("sorted([slice(3, 4), slice(1, 2), slice(1, 1)])")
show("slice(1, 2) in [slice(3), slice(1, 2)]")
show("[slice(3), slice(1, 2)].index(slice(1, 2))")
show("slice(1, 2).__lt__(slice(1, 3))")
show("slice(1, 2).__eq__(5)")
