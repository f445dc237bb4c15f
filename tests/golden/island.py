a = []
b = [a]
a.append(b)
del a, b
c = []
