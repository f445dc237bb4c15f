# What operators, calls and sorts held goes in this order.
class O:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print(self.n, end=" ")

    def __add__(self, other):
        return O(self.n + other.n)

    def __sub__(self, other):
        return 1

    def __iadd__(self, other):
        return 1

    def __getitem__(self, key):
        return 1

    def __setitem__(self, key, value):
        pass

    def __call__(self, *args, **keywords):
        return 1

    def __lt__(self, other):
        return self.n < other.n

    def __repr__(self):
        return f"O{self.n}"

def operators():
    O(1) + O(2)
    print("sum")
    O(1) - O(2)
    print("difference")
    O(1)[O(2)]
    print("item")
    x = O(1)
    x += O(2)
    print("augmented")
    O(1)[O(2):O(3):O(4)]
    print("slice")
    O(1)[O(2)] = O(3)
    print("stored")
    slice(O(1), O(2), O(3))
    print("by itself")
    [O(1), O(2)] + [O(3)]
    print("lists")

def calls():
    O(1)()
    print("nothing")
    O(1)(O(2))
    print("one")
    O(1)(O(2), O(3))
    print("two")
    O(1)(O(2), k=O(3), l=O(4))
    print("keywords")
    O(1)(*[O(2), O(3)])
    print("sequence")
    O(1)(*[O(2)], **{"k": O(3)})
    print("mapping")
    O(1).__call__(O(2))
    print("method")
    [O(1)].count(O(2))
    print("built-in method")
    repr((O(1), O(2)))
    print("function")

def fails(o):
    if o.n == 5:
        raise ValueError
    return O(o.n + 10)

class P(O):
    def __lt__(self, other):
        if self.n == 3:
            raise ValueError
        return self.n < other.n

def sorts():
    for backwards in False, True:
        x = sorted([O(3), O(1), O(2), O(5), O(0)], key=lambda o: O(10 - o.n), reverse=backwards)
        print(x)
        del x
        print("sorted")
        try:
            sorted([O(1), O(2), O(5)], key=fails, reverse=backwards)
        except ValueError:
            print("no key")
        try:
            sorted([O(4), O(1), O(2), O(3), O(5)], key=lambda o: P(o.n), reverse=backwards)
        except ValueError:
            print("no order")
    x = [O(i * 7 % 10) for i in range(20)]
    x.sort(key=lambda o: O(o.n + 10))
    print(x)

operators()
calls()
sorts()
