# A slice that leaves a list empty gives its memory back.
import sys


def s(l): print(sys.getsizeof(l), end=" ")


for make in (lambda: ["a"], lambda: [1, 2, 3], lambda: list(range(100))):
    for change in ("l[1:] = []", "l[:0] = ()", "del l[:]", "del l[5:]", "l[:] = [1]", "l[0:0] = [2, 3]", "l[::1] = []", "del l[::2]", "l.extend([])", "l += []"):
        l = make()
        l.pop()
        exec(change)
        s(l)
        l = make()
        while l: l.pop()
        s(l)
        exec(change)
        s(l)
        l.append(3)
        s(l)
    print()
