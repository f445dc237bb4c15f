# How many allocations a call of a class of exceptions is: BaseException_new keeps the tuple of the arguments.
import gc

gc.disable()


class Own(ValueError):
    def __init__(self, n, x=None):
        pass


class Plain(ValueError):
    pass


kept = []
log = []
gc.collect()
for i in range(3):
    c = gc.get_count()[0]
    kept.append(Own(1))
    log.append(gc.get_count()[0] - c)
    c = gc.get_count()[0]
    kept.append(Own(1, 2))
    log.append(gc.get_count()[0] - c)
    c = gc.get_count()[0]
    kept.append(Plain(1, 2))
    log.append(gc.get_count()[0] - c)
print(log)
