# Lesson 9: __del__, weak references, and an object that comes back.
import gc, weakref
class File:
    def __del__(self): print("closed")

f = File()
w = weakref.ref(f)
print(w() is f)
del f
print(w())
saved = []
class Phoenix:
    def __del__(self): saved.append(self)

gc.collect()
p = Phoenix(); p.me = p
w = weakref.ref(p)
del p
print(gc.collect(0))
print(len(saved), w())
saved.clear()
print(gc.collect())
