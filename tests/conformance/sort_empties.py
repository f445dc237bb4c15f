# While list.sort() calls Python code the list is empty, and a collector sees nobody hold its items.
import gc
import sys


class Item:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        seen.append((len(items), gc.get_referrers(self) == [], sys.getrefcount(self)))
        return self.n < other.n

    def __repr__(self):
        return 'i%s' % self.n

    def __del__(self):
        print('del', self.n)


seen = []
items = [Item(2), Item(1)]
items.sort()
print(items, seen)
items.insert(1, items)
items.sort(key=lambda o: 1.5 if o is items else o.n + len(items))
print(items)
del items[1]
sizes = []
items.sort(key=lambda o: sizes.append((items == [], gc.collect())) or -o.n)
print(items, sizes)


def add(o):
    items.append(Item(9))
    return o.n


for function in add, lambda o: 1 / 0, lambda o: items:
    try:
        items.sort(key=function)
    except (ValueError, ZeroDivisionError, TypeError) as e:
        print(type(e).__name__, e, sorted(o.n for o in items))
items.sort(key=lambda o: o.n, reverse=True)
print(items)
words = ['b', 'a', 'c']
words.sort(key=lambda o: (len(words), o))
print(words)
del items
print('end')
