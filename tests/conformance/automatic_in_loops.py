# automatic collections in loops: what the loops themselves allocate counts
import gc
gc.disable()
log = []
class K1:
    __slots__ = ("n", "o", "p")
    def __init__(self, n):
        self.n = n
gc.collect()
gc.collect()
for s in ("f", "d", "c", "g", "b", "e"):
    log.append(gc.get_count()[0])
    for i in ("6", "1", "2", "5", "7"):
        h = K1(s + i)
        log.append(gc.get_count()[0])
        h.o = h
        h.p = [i]
        log.append(gc.get_count()[0])
print(log)
log.clear()
gc.set_threshold(10, 3, 1000)
saved=[]
class K2:
    __slots__ = ("n", "o", "p")
    def __init__(self, n):
        self.n = n
    def __del__(self):
        log.append(self.n)
        saved.append(self)
gc.collect()
gc.collect()
gc.enable()
for s in ("f", "d", "c", "g", "b", "e"):
    log.append("-" + s)
    for i in ("6", "1", "2", "5", "7"):
        h = K2(s + i)
        h.o = h
        h.p = [i]
gc.disable()
print(log)
def watch(phase, info):
    log.append(phase+str(info["generation"]))
log.clear()
saved.clear()
gc.collect()
gc.collect()
gc.callbacks.append(watch)
gc.enable()
for s in ("f", "d", "c", "g", "b", "e"):
    log.append("-" + s)
    for i in ("6", "1", "2", "5", "7"):
        h = K1(s + i)
        h.o = h
        h.p = [i]
gc.disable()
gc.callbacks.clear()
print(log)
log.clear()
saved.clear()
gc.collect()
gc.collect()
gc.callbacks.append(watch)
gc.enable()
for s in ("f", "d", "c", "g", "b", "e"):
    log.append("-" + s)
    for i in ("6", "1", "2", "5", "7"):
        h = K2(s + i)
        h.o = h
        h.p = [i]
gc.disable()
gc.callbacks.clear()
print(log)
