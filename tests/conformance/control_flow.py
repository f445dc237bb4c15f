# if, while, for, break, continue, else, chained comparison
def find(items, wanted):
    for i in range(len(items)):
        if items[i] == wanted:
            return i
    else:
        return -1


print(find([1, 2, 3], 2), find([], 1))
n = 0
while True:
    n += 1
    if n % 2:
        continue
    if n > 6:
        break
    print(n)
else:
    print("never")
for x in (1, 2):
    for y in "ab":
        if y == "b":
            break
        print(x, y)
    else:
        print("never")
print(1 < 2 < 3, 1 < 3 < 2, not 1, 1 and 0, 0 or "x", 3 if n else 4)
total = 0
for i in range(10, 0, -3):
    total += i
print(total, i)


def fib(k):
    return k if k < 2 else fib(k - 1) + fib(k - 2)


def change():
    global n
    n = "changed"


change()
print(fib(15), n)


def args(a, b=2, c=3):
    return a, b, c


print(args(1), args(1, c=5), args(b=1, a=0))
