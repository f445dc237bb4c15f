# what lists do
a = [3, 1, 2]
a.sort()
print(a)
a.reverse()
print(a, a.index(1), a.count(2))
a.append([4])
a.extend((5, 6))
a.insert(1, "x")
print(a, len(a), a[-1], a[1:3], a[::-1], a[::2])
a.remove("x")
print(a.pop(), a.pop(0), a)
b = a.copy()
print(b == a, b is a, [4] in a, 9 in a)
a[0:2] = [7, 8, 9]
print(a)
del a[0]
print(a, a * 2, a + [1])
a *= 2
print(a)
a.clear()
print(a, not a, bool([0]))
print([1, 2] < [1, 3], [1] == [1.0], [[]] != [[]])
me = [1]
me.append(me)
print(me)
