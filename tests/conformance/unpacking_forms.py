a, b = b, a = 1, 2
print(a, b)
a, (b, *c), d = 1, (2, 3, 4), 5
print(a, b, c, d)
*a, = 'xyz'
print(a)
[p, q], r = [[1, 2], 3]
print(p, q, r)
for i, (j, k) in [(1, (2, 3)), (4, (5, 6))]: print(i, j, k)
def f(*a, **k): return a, k
print(f(*[1, 2], 3, *(4,), x=1, **{'y': 2}))
x = [*range(3), *'ab']
y = {**{'a': 1}, 'b': 2, **{'a': 3}}
print(x, y, {*[1, 1, 2]})
try:
    a, b = 1, 2, 3
except ValueError as e: print(e)
try:
    a, b, *c = [1]
except ValueError as e: print(e)
try:
    a, b = 1
except TypeError as e: print(e)
try:
    a, b = [1]
except ValueError as e: print(e)
