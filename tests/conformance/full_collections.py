# When full collections come: a quarter of what survived the last one must have come to be since then, and
# the interpreter's own objects count. Tuples that hold no container are no longer tracked by then.
import gc


def full_collections(make):
    gc.collect()
    kept = []
    seen = []

    def note(phase, info):
        if phase == 'stop' and info['generation'] == 2:
            seen.append(len(kept))

    gc.callbacks.append(note)
    gc.set_threshold(100, 2, 2)
    for i in range(12000):
        kept.append(make(i))
    gc.set_threshold(700, 10, 10)
    gc.callbacks.clear()
    return seen


print('lists', full_collections(lambda i: [i]))
print('sets', full_collections(lambda i: {i}))
print('pairs', full_collections(lambda i: (i, [])))
print('tuples', full_collections(lambda i: (i,)))
