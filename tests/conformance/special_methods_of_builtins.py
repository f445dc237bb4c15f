class T(tuple):
    def __len__(self): return super().__len__() + 1
    def __getitem__(self, i): return super().__getitem__(i) * 2
    def __iter__(self): return super().__iter__()
    def __contains__(self, x): return super().__contains__(x)
    def __eq__(self, o): return super().__eq__(o)
    def __add__(self, o): return super().__add__(o)
t = T((1, 2))
print(len(t), t[0], list(t), 1 in t, t == (1, 2), t + (3,))
class F(frozenset):
    def __len__(self): return super().__len__() + 1
    def __contains__(self, x): return super().__contains__(x)
f = F([1])
print(len(f), 1 in f)
for f in [lambda: 'abc'.__len__(), lambda: 'abc'.__getitem__(1), lambda: 'abc'.__add__('d'), lambda: 'abc'.__contains__('b'), lambda: 'a'.__eq__('b'), lambda: 'a'.__eq__(3), lambda: range(3).__len__(), lambda: range(3).__getitem__(1), lambda: b'ab'.__len__(), lambda: b'ab'.__getitem__(0), lambda: b'ab'.__add__(b'c'), lambda: list(range(3).__iter__()), lambda: iter([1]).__next__(), lambda: iter([]).__next__(), lambda: 'a'.__add__(1), lambda: ().__add__(1), lambda: (1).__eq__(1), lambda: (1).__add__(2), lambda: iter([1, 2]).__iter__().__next__(), lambda: list(zip([1], [2]).__iter__()), lambda: zip([1], [2]).__next__(), lambda: iter([]).__next__(1), lambda: type(iter(())).__next__(3)]:
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
