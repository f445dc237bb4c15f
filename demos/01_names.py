# Lesson 1: a name refers to an object; several names may refer to one.
a = [1, 2]
b = a
b.append(3)
print(a)
c = [1, 2, 3]
print(a == c, a is c)
a = "text"
print(b)
