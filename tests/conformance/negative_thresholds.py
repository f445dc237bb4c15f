# A threshold is a signed number: a negative one is exceeded by every count.
import gc

gc.collect()
gc.set_threshold(-5)
gc.disable()
print(gc.get_threshold())
gc.set_threshold(-1, -2, -3)
print(gc.get_threshold())
gc.set_threshold(0, -1, 2147483647)
print(gc.get_threshold())
gc.set_threshold(700, 10, 10)


def collections():
    return [stats['collections'] for stats in gc.get_stats()]


def during(*thresholds):
    kept = []
    before = collections()
    gc.set_threshold(*thresholds)
    gc.enable()
    for i in range(5):
        kept.append({i})
    gc.disable()
    gc.set_threshold(700, 10, 10)
    return [new - old for old, new in zip(before, collections())]


for thresholds in (-5, 10, 10), (-1, -1, 10), (0, -1, 10), (-1, -1, -1), (3, -1, 10), (3, 10, -1):
    print(thresholds, during(*thresholds))
gc.set_threshold(-5, -6, -7)
print(gc.get_threshold())
