# shot: 3.11 100x30 end
a = []
b = []
a.append(b)
b.append(a)
del a, b
