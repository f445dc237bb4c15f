# Weak references that are garbage themselves, to what lives on and to garbage: what finalizers still see
# of them, and what is left of them when a finalizer saves everything.
import gc
import weakref


class Node:
    pass


live = Node()
saved = []


class Watcher:
    def __del__(self):
        print(' '.join(name for name in ('plain', 'calling', 'own', 'own_calling') if getattr(self, name)()))


class Saver(Watcher):
    def __del__(self):
        super().__del__()
        saved.append(self)


def build(cls):
    w = cls()
    w.self = w
    w.plain = weakref.ref(live)
    w.calling = weakref.ref(live, lambda ref: print('live is gone'))
    w.own = weakref.ref(w)
    w.own_calling = weakref.ref(w, lambda ref: print('never'))


gc.collect()
for cls in Watcher, Saver:
    print(cls.__name__)
    build(cls)
    print(gc.collect(), weakref.getweakrefcount(live))
kept = saved.pop()
print(kept.plain() is live, kept.calling() is live, kept.own() is kept, kept.own_calling())
live = None
print(kept.plain(), kept.calling())
del kept
print(gc.collect())
