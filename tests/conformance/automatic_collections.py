import gc
gc.collect(); gc.set_threshold(5, 2, 2)
log = []
def cb(phase, info): log.append((phase[2], info["generation"], info["collected"]))
gc.callbacks.append(cb)
class A: pass
keep = []
for i in range(30):
    a = A(); a.me = a; keep.append([])
gc.callbacks.remove(cb)
gc.set_threshold(700, 10, 10)
print(log)
