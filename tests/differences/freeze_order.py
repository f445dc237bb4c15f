# The full collection after gc.unfreeze() may leave objects in another order than in CPython.
# Why: the dict of the names comes behind them there then, and moves them; here it is in no generation.
import gc


class A:
    pass


gc.collect()
young = []
young.append(A())
young.append(A())
gc.freeze()
gc.unfreeze()
gc.collect()
print([o is young[0] for o in gc.get_objects() if type(o) is A])
