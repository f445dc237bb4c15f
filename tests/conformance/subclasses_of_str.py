# Classes that derive from str: objects of the collector with a text.
import copy
import gc
import sys
import weakref

gc.collect()


class S(str):
    pass


class Slots(str):
    __slots__ = ('a',)


class Plain(str):
    __slots__ = ()


class Loud(str):
    def __new__(cls, text, volume=1):
        made = super().__new__(cls, text.upper() * volume)
        made.volume = volume
        return made

    def __add__(self, other):
        return Loud(str.__add__(self, other), 1)

    def __radd__(self, other):
        return f'{other}/{str(self)}'

    def __getitem__(self, key):
        print('getitem', key)
        return super().__getitem__(key)

    def __len__(self):
        return 100

    def __contains__(self, what):
        print('contains', what)
        return True

    def __del__(self):
        print('del', str(self))


class Shown(str):
    def __str__(self):
        return 'shown'

    def __repr__(self):
        return 'repred'

    def __format__(self, spec):
        return 'formatted ' + spec


class Hashed(str):
    def __hash__(self):
        print('hash')
        return 5

    def __eq__(self, other):
        print('eq', type(other).__name__)
        return str.__eq__(self, other)


def attempt(what, *args):
    try:
        print(what(*args))
    except Exception as e:
        print(type(e).__name__, e)


for text in ('', 'a', 'abc', '\xe9', '\u20ac\u20ac', '\U0001f600'):
    for c in (S, Slots, Plain):
        s = c(text)
        print(ascii(s), sys.getsizeof(s), gc.is_tracked(s), sys.getrefcount(s), len(s), s == text, s is text,
              hash(s) == hash(text), type(str(s)).__name__, bool(s))

s = S('abc')
print(type(s), isinstance(s, str), issubclass(S, str), S.__mro__, S.__bases__)
print(repr(s), str(s), f'{s}', f'{s!r:>8}', '%s %r' % (s, s), '{} {:>5}'.format(s, s), s % ())
print([type(x).__name__ for x in (s + 'd', 'd' + s, s + '', '' + s, s * 1, s * 2, s[:], s[0], s[1:], S('x')[0])])
print(s[:] is s, s[0], s[-1], s[::-1], s[1:], s + s, 2 * s, s + '', '' + s)
print(s < 'b', s > S('abb'), s != 'abc', 'abc' == s, s in ['abc'], 'b' in s, S('bc') in 'abc', S('bc') in s)
print(list(s), [c for c in s], tuple(reversed(s)), sorted(S('cab')), max(s), dict(zip(s, range(3))), *s)
print(s.upper(), s.replace(S('b'), S('x')), s.find(S('c')), s.split(S('b')), s.strip(S('a')), s.startswith(S('ab')),
      s.endswith((S('x'), S('bc'))), s.partition(S('b')), s.center(7, S('*')), s.count(S('a')), s.index('b'))
print([type(x).__name__ for x in (s.upper(), s.lower(), s.strip(), s.replace('x', 'y'), s.ljust(1), s.zfill(1))])
print(S('-').join(['a', S('b')]), '-'.join([s]), type('-'.join([s])).__name__, ''.join((s, s)))
print({s: 1}['abc'], {'abc': 2}[s], {s, 'abc', S('abc')}, type({s: 1}.popitem()[0]).__name__)
print(int(S('12')), float(S('1.5')), complex(S('1j')), int(S('ff'), 16), ord(S('a')), S('ab').encode(), bytes(S('ab'), 'ascii'))
print(getattr(s, S('upper'))(), hasattr(s, S('nothing')), eval(S('1 + 1')), S(5), S(), S(b'ab', 'ascii'), S(object=1))
attempt(lambda: s + 1)
attempt(lambda: 1 + s)
attempt(lambda: s['a'])
attempt(lambda: s[9])
attempt(lambda: s.nothing)
attempt(lambda: S(1, 2, 3, 4))
attempt(lambda: int(S('x')))
attempt(lambda: 1 in s)
attempt(lambda: sum([s, s]))
attempt(lambda: Plain('a').__dict__)
attempt(lambda: setattr(Plain('a'), 'x', 1))
attempt(lambda: -s)
attempt(lambda: s < 1)

s.x = ['x']
s.me = s
print(s.__dict__ == {'x': ['x'], 'me': 'abc'}, sys.getrefcount(s), [type(o).__name__ for o in gc.get_referrers(s.x)])
slot = Slots('q')
slot.a = slot
print(gc.get_referents(slot)[0] is slot, slot.a)
r = weakref.ref(s, lambda r: print('dead', r()))
del s
print(gc.collect())
del slot
print(gc.collect())

loud = Loud('hey', 2)
print(loud.volume, str(loud), len(loud), loud[0], loud[1:3], 'z' in loud, type(loud + '!').__name__, 'a' + loud, bool(loud))
print(list(loud), str.__len__(loud), str.__getitem__(loud, 1), loud.lower(), loud == 'HEYHEY')
loud.cycle = [loud]
del loud
print(gc.collect())

shown = Shown('text')
print(shown, [shown], f'{shown}', f'{shown:x}', '%s' % shown, '{!s} {!r} {}'.format(shown, shown, shown), str(shown))
print('-'.join([shown]), shown + '', shown.upper(), str.__str__(shown), shown == 'text')

hashed = Hashed('k')
table = {hashed: 1}
print(hashed in table, 'k' in table, table.get(hashed))
copied = copy.copy(S('c'))
print(type(copied).__name__, copied)
one = S('deep')
one.list = [one]
two = copy.deepcopy(one)
print(type(two).__name__, two, two is one, two.list[0] is two, two.list is one.list)
print(S.__name__, S.__doc__, S.upper is str.upper, S('a').__class__, str.upper(S('b')), str.__add__(S('a'), 'b'))


class Both(S, dict if False else object):
    pass


print(Both('b'), Both.__mro__[1].__name__)
attempt(lambda: type('Bad', (str, int), {}))
attempt(lambda: type('Bad', (str, list), {}))


class Name(str):
    count = 0

    def __init__(self, text):
        Name.count += 1
        self.number = Name.count


names = [Name(t) for t in 'ab']
print([(n, n.number) for n in names], gc.is_tracked(names[0]))
names[0].friend, names[1].friend = names[1], names[0]
del names
print(gc.collect())
