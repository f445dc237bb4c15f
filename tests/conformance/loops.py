for i in range(3):
    if i == 1: continue
    print(i)
else: print('else')
for i in range(3):
    if i == 1: break
else: print('no')
while True:
    i += 1
    if i > 4: break
print(i)
for k in {'a': 1, 'b': 2}: print(k, end=' ')
for c in 'xy': print(c, end=' ')
print()
d = {'a': 1}
try:
    for k in d: d['z'] = 1
except RuntimeError as e: print(e)
l = [1, 2, 3]
for x in l:
    if x < 3: l.append(x + 2)
print(l)
print([x * y for x in range(3) for y in range(2) if x != y], {x: x ** 2 for x in range(3)}, {x % 2 for x in range(5)}, sum(range(5)))
print([i for i in range(3)], i)
it = iter([1, 2]); print(next(it), next(it), next(it, 'done'))
try: next(it)
except StopIteration as e: print('stop', e.value)
x = 10
while x: x -= 3 if x > 3 else x
else: print('w', x)
print(len(range(0, 10, 3)), list(range(5, 0, -2)), 3 in range(5), range(3)[1], range(0, 5)[::2])
