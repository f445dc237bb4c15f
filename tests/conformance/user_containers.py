# UserDict, UserString and UserList: methods, subclasses, copies, and what they derive from.
from collections import UserDict, UserString, UserList
class U(UserDict):
    def __setitem__(self, k, v): super().__setitem__(k, v*2)
u = U(a=1); u['b'] = 2; u.update(c=3); print(u, u.data, len(u), list(u), 'a' in u)
try: u['z']
except KeyError as e: print(repr(e))
print(u.get('z'), u.get('a'), u.pop('a'), u)
print(u | {'q': 1}, {'q': 1} | u, type({'q': 1} | u))
u |= {'h': 5}; print(u)
print(u.copy(), type(u.copy()))
print(UserDict({'a': 1}), UserDict([('a', 1)]), UserDict(None), UserDict())
print(UserDict.fromkeys('ab'), u == u.data, u == 3)
class V(UserDict):
    def __missing__(self, k): return 'm' + k
print(V()['q'], V().get('q'))
print(u.popitem(), u.setdefault('r', 1), u)
u.clear(); print(u)
del u
try: UserDict(1, 2)
except TypeError as e: print(e)
import copy
x = UserDict(a=[1]); y = copy.copy(x); print(y, y.data is x.data, y['a'] is x['a'])
y = copy.deepcopy(x); print(y, y['a'] is x['a'])
s = UserString('hello')
print(s, repr(s), len(s), s.upper(), type(s.upper()), s + ' w', 'w ' + s, s * 2, 2 * s, s[1:3], type(s[1]), s == 'hello', hash(s) == hash('hello'))
print(s.find('l'), s.split('l'), s.replace('l', 'L'), s.startswith('he'), s.encode(), s.center(9, '*'), 'ell' in s, int(UserString('12')), float(UserString('1.5')), complex(UserString('1')))
print(s % (), UserString('%s') % 3, '%s' % s, f'{s}', s < 'i', s.join(['a', 'b']), s.isalpha(), s.count('l'), s.index('l'))
print(s.title(), s.strip('h'), s.zfill(8), s.partition('e'), s.casefold(), list(s), s.format(), s.rsplit('l', 1), s.removeprefix('he'))
print(s.expandtabs(), s.swapcase(), s.ljust(7,'.'), s.rjust(7), s.splitlines(), s.endswith('o'), s.rfind('l'))
class P(UserString):
    def say(self): return 'hi ' + self
print(type(P('x') + 'y'), P('x').say())
l = UserList([3,1,2]); l.append(0); l.sort(); print(l, l[1:], type(l[1:]), l + [9], [9] + l, l * 2, l == [0,1,2,3], l < [1], len(l), l.index(2), l.count(1))
l.extend([5]); l.insert(0, 'a'); print(l.pop(), l); l.remove('a'); l.reverse(); print(l); l += [7]; l *= 2; print(l)
l[0] = 'z'; del l[1]; print(l, l.copy(), 3 in l, list(reversed(l)))
print(UserList('abc'), UserList(UserList([1])), UserList.__mro__)
print(UserDict.__mro__, UserString.__mro__)
try: hash(UserList())
except TypeError as e: print(e)
try: hash(UserDict())
except TypeError as e: print(e)
