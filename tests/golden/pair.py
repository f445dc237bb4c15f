a = []
b = []
a.append(b)
b.append(a)
del a, b
a
