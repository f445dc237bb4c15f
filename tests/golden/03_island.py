# shot: 3.14 100x30 end
a = []
b = [a]
a.append(b)
del a, b
c = []
