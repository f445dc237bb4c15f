import gc
def cb(phase, info): print(phase, info['generation'], info['collected'])
gc.callbacks.append(cb)
a = []; a.append(a); del a
print(gc.collect(0), gc.collect(1), gc.collect(2))
gc.callbacks.remove(cb)
print(gc.collect(), gc.garbage, gc.callbacks)
gc.set_debug(gc.DEBUG_SAVEALL)
x = []; x.append(x); del x
print(gc.collect(), gc.garbage)
gc.set_debug(0); gc.garbage.clear()
print(gc.collect())
for bad in (3, -1, 'a'):
    try: gc.collect(bad)
    except Exception as e: print(type(e).__name__, e)
print(gc.get_stats()[2]['collected'] >= 0, gc.get_threshold())
gc.set_threshold(5, 6, 7); print(gc.get_threshold())
gc.disable(); print(gc.isenabled()); gc.enable()
gc.freeze(); print(gc.get_freeze_count() > 0); gc.unfreeze(); print(gc.get_freeze_count())
