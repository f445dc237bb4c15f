# The types of iterators: a dict has six, a str two.
from collections import OrderedDict


class ByIndex:
    def __getitem__(self, index):
        raise IndexError

    def __len__(self):
        return 1


pairs, ordered = {1: 2}, OrderedDict({1: 2})
for it in (iter([]), reversed([]), iter(()), iter('a'), iter('\xe9'), iter('\u20ac'), iter(b''), iter(range(3)),
           iter(pairs), iter(pairs.keys()), iter(pairs.values()), iter(pairs.items()), reversed(pairs),
           reversed(pairs.keys()), reversed(pairs.values()), reversed(pairs.items()),
           iter(ordered), iter(ordered.values()), reversed(ordered.items()), iter({1}), iter(ByIndex()),
           reversed(ByIndex()), iter(int, 0), zip(), enumerate([]), map(int, [])):
    kind = type(it)
    print(kind, kind.__qualname__, kind is type(iter(pairs)), iter(it) is it, hasattr(kind, '__next__'))
    try:
        it.nothing
    except AttributeError as e:
        print('   ', e)
    print('   ', list(it), repr(it).split(' at ')[0])
