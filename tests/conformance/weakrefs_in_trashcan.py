# A long chain dies link by link. From some depth on an object waits in the trashcan with a refcount of 0, and
# whoever asks its weak reference meanwhile gets nothing.
import gc
import weakref


class Link:
    def __init__(self, previous, seen):
        if previous is None:
            return
        own = weakref.ref(self)
        proxy = weakref.proxy(self)

        def previous_died(ref):
            try:
                proxy.depth
                seen.append((own() is None, "alive"))
            except ReferenceError:
                seen.append((own() is None, "gone"))

        self.previous = weakref.ref(previous, previous_died)
        self.depth = 1


def dies(length):
    seen = []
    table = weakref.WeakKeyDictionary()
    first = link = Link(None, seen)
    for n in range(length):
        table[link] = link = Link(link, seen)
    del link
    print(length, "links:", len(table), "keys", end=" ")
    del first
    print("then", len(table), "and", len(seen), "callbacks")
    print([seen.count(pair) for pair in [(True, "gone"), (False, "alive"), (True, "alive"), (False, "gone")]])
    return gc.collect() > 0


for length in 1, 10, 30, 100, 200:
    dies(length)
print("done")
