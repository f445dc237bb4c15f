# Lesson 11: reachable is not garbage. A list that somebody forgot keeps everything in it.
import gc, weakref
class Session: pass

registry = []
s = Session()
registry.append(s)
del s
print(gc.collect(), len(registry))
registry.clear()
cache = weakref.WeakValueDictionary()
s = Session()
cache["ana"] = s
print(len(cache))
del s
print(len(cache))
