# 20 lists that refer to each other, all of them in one more.
a = [[] for i in range(20)]
for i in range(19):
    a[i].append(a[(i * 7 + 3) % 20])
    a[i + 1].append(a[i])
