import gc
class Z:
    def __del__(self):
        if self.save: saved.append(self)
saved = []
gc.collect()
z1 = Z(); z1.save = True; z2 = Z(); z2.save = False; z1.peer = z2; z2.peer = z1
z3 = Z(); z3.save = False; z3.me = z3
del z1, z2, z3
gc.collect(0)
