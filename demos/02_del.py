# Lesson 2: del removes a name. What becomes of the object is another question.
a = [1, 2, 3]
b = a
del a
print(b)
del b
print(a)
