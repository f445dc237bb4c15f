# What callbacks of the collector leave in gc.get_count() when it has run.
import gc

gc.disable()
log = []


def keeps_tuple(phase, info):
    log.append((phase, info["generation"]))


def counts(phase, info):
    log.append(gc.get_count()[0])


def copies(phase, info):
    log.append(dict(info))


def nothing(phase, info):
    pass


class Callable:
    def method(self, phase, info):
        log.append(phase)

    def __call__(self, phase, info):
        log.append(phase)


callbacks = [keeps_tuple, counts, copies, nothing, Callable().method, Callable(), lambda *args: log.append(args)]
for callback in callbacks:
    gc.callbacks[:] = [callback]
    results = []
    for turn in range(3):
        gc.collect()
        results.append(gc.get_count()[0])
    gc.callbacks.append(nothing)
    gc.collect(0)
    results.append(gc.get_count())
    gc.callbacks.clear()
    gc.collect()
    print(results, gc.get_count()[0])
print([entry for entry in log if type(entry) is int])
