# del l[a:b:step] resizes the list as append does, and lets go of the items first to last. Newer versions leave a
# short list its memory, even when it becomes empty.
import sys


class Noisy:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print(self.n, len(noisy))


def sizes(n, key):
    l = list(range(n))
    before = sys.getsizeof(l)
    del l[key]
    print(n, key, len(l), before, sys.getsizeof(l))


for n in 1, 2, 5, 16, 32, 33, 64:
    for key in slice(None, None, 2), slice(None, None, -1), slice(None), slice(n, 0, 2), slice(1, None, 3):
        sizes(n, key)

literal = [0]
del literal[::2]
print(sys.getsizeof(literal))
popped = list(range(100))
for i in range(70):
    popped.pop()
del popped[20:10:2]
print(sys.getsizeof(popped))
del popped[::2]
print(sys.getsizeof(popped))

noisy = [Noisy(i) for i in range(7)]
del noisy[::2]
del noisy[::-2]
noisy.pop()
