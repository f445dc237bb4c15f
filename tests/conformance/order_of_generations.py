import gc
class N: pass
gc.collect()
gc.disable()
a = N(); b = []; c = {}; d = (a,); e = {1}
f = lambda: 0
objs = [o for o in gc.get_objects(0) if o is a or o is b or o is c or o is d or o is e or o is f]
print([type(o).__name__ for o in objs])
c['k'] = b
print([type(o).__name__ for o in gc.get_objects(0) if o is c or o is b or o is a])
gc.collect(0)
print([type(o).__name__ for o in gc.get_objects(1) if o is a or o is b or o is c or o is d or o is e or o is f])
gc.collect()
print([type(o).__name__ for o in gc.get_objects(2) if o is a or o is b or o is c or o is d or o is e or o is f])
print(len([o for o in gc.get_objects(0) if o is a]))
