import gc
class Res:
    def __init__(self, tag): self.tag = tag
    def __del__(self): print('bye', self.tag)
gc.collect()
p = Res('p'); q = Res('q'); p.peer = q; q.peer = p
del p, q
gc.collect(0)
