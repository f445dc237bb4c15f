# collections.UserList, and a weak reference and a proxy to one.
import copy
import gc
import weakref
from collections import UserList

u = UserList([3, 1, 2])
print(u, len(u), u[0], u[-1], u[1:], type(u[1:]).__name__, bool(UserList()))
print(u + [4], u + UserList([5]), [0] + u, u + (6,), u * 2, 2 * u, type(u * 2).__name__)
print(u == [3, 1, 2], u == UserList((3, 1, 2)), u < [4], u >= UserList([3]), u != [1], 3 in u, 9 in u)
u.append(7)
u.insert(0, 8)
u.extend(UserList([9, 9]))
u += (10,)
print(u, u.count(9), u.index(9), u.pop(), u.pop(0), list(u), list(reversed(u)))
u.remove(9)
u.sort()
u.reverse()
u[0] = "first"
u[1:3] = []
del u[-1]
print(u, u.copy() is u, u.copy() == u, copy.copy(u), type(copy.copy(u)).__name__)
u *= 2
print(u, UserList("abc"), UserList(u) == u)
u.clear()
print(u, u.data)
try:
    hash(u)
except TypeError as e:
    print(e)
try:
    u[0]
except IndexError as e:
    print(e)

p = weakref.proxy(u)
print(bool(p))
p.append(12)
print(len(u), bool(p), p[0])
p[:] = [2, 3]
p[1] = 5
print(u, p == weakref.proxy(u), u[:], p[0:1], 5 in p)
ref = weakref.ref(u, lambda r: print("gone"))
u.append(u)
gc.collect()
del u
print(gc.collect(), ref())


class Stack(UserList):
    def push(self, item):
        self.append(item)
        return self


s = Stack().push(1).push(2)
print(s, type(s[:]).__name__, type(s + [1]).__name__, isinstance(s, UserList))
