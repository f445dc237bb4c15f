# More objects than a screen has rows for.
a = [[] for i in range(1200)]
a[7].append({"key": a})
b = a[9]
