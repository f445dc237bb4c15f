import gc, weakref
class Res:
    def __init__(self, tag):
        self.tag = tag
gc.collect()
def cb(r):
    print("gone")
gc.collect(0)
p = Res("p"); q = Res("q"); p.peer = q; q.peer = p
wr = weakref.ref(p, cb)
del p, q
gc.collect(0)
