# bytearray: bytes that can change. What each expression gives, what each statement leaves, or the error.
import copy
import gc
import sys
import weakref

gc.collect()
ops = r"""
bytearray()
bytearray(3)
bytearray(b'ab')
bytearray(bytearray(b'ab'))
bytearray('é', 'utf-8')
bytearray('abc', encoding='ascii')
bytearray([1, 2, 255])
bytearray(range(5))
bytearray(x for x in (65, 66))
bytearray(True)
bytearray('abc')
bytearray(b'a', 'ascii')
bytearray(-1)
bytearray([256])
bytearray(['a'])
bytearray(None)
bytearray(1.5)
bytearray({65: 1, 66: 2})
bytearray(1, 2, 3, 4)
bytearray(source=b'x')
bytearray(x=1)
b
repr(b), str(b), f"{b}", "%s %r" % (b, b)
bytearray(b"it's"), bytearray(b'"'), bytearray(b"'\"\n\\\x00\xff")
len(b), bool(b), bool(bytearray()), list(b), 99 in b, b'cd' in b, bytearray(b'xx') in b, 300 in b
'a' in b
b in b'xabcdefx', b[0], b[-1], b[1:3], b[::-1], b[::2], b[10:], b[True]
b[99]
b[-7]
b['a']
b[1.5]
type(iter(b)), sys.getsizeof(iter(b)), next(iter(b)), type(iter(b)).__name__
b == b'abcdef', b'abcdef' == b, b != b'x', b < b'b', b'b' > b, b <= b, b == 'abcdef', b == bytearray(b'abcdef'), b == [97]
b < 'a'
hash(b)
{b: 1}
b + b'x', b'x' + b, b + b, b * 2, 2 * b, b * 0, type(b'x' + b), type(b + b'x')
b + 'x'
b + [1]
'x' + b
b * 'a'
bytes(b), bytes(b) is bytes(b), str(b, 'ascii'), b.decode(), int.from_bytes(b, 'big'), b''.join([b, b'x', bytearray(b'y')]), b'-'.join([b])
b'abc'.find(bytearray(b'c')), b'a,b'.split(bytearray(b',')), b'abc'.startswith(bytearray(b'a')), b'abc'.replace(bytearray(b'a'), b'x')
b.find(b'c'), b.index(100), b.count(b'a'), b.rfind(b'z'), b.startswith(b'ab'), b.endswith((b'x', b'ef')), b.upper(), b.hex(), b.split(b'c'), b.partition(b'c'), b.strip(b'af'), b.replace(b'b', b'__'), b.center(10, b'*'), b.isalpha(), b.title(), bytearray(b' a b ').split(), bytearray(b'12').zfill(5), bytearray(b',').join([b'a', b])
b.index(b'z')
bytearray.fromhex('61 62'), bytearray(b'x').fromhex('63')
bytearray.fromhex('6')
b.find('a')
copy.copy(b), copy.copy(b) is b, copy.deepcopy(b), copy.deepcopy([b, b]), b.copy(), copy.deepcopy(bytearray())
isinstance(b, bytearray), isinstance(b, bytes), bytearray.__mro__, type(b)
gc.is_tracked(b), gc.get_referents(b), sys.getsizeof(b)
b.append(256)
b.append('a')
b.append()
b.append(1, 2)
b.extend('abc')
b.extend(5)
b.extend([1, 256])
b.extend(['a'])
b.insert('a', 1)
b.insert(0, 300)
bytearray().pop()
b.pop(50)
b.remove(1)
b.remove('a')
b.remove(300)
sorted(b), max(b), sum(b), list(reversed(b)), list(zip(b, b'ab')), list(enumerate(b))[:2], tuple(b)[:2], set(b) == set(b'abcdef')
b.__len__(), b.__getitem__(0), b.__contains__(97), b.__eq__(b'abcdef'), b.__add__(b'x'), bytearray.__len__(b)
weakref.ref(b)
b.x
b.__setitem__(0, 97), b
"""
b = bytearray(b'abcdef')
for op in ops.strip().split("\n"):
    try:
        print(op, "=", eval(op))
    except Exception as e:
        print(op, "!", type(e).__name__, e)
stmts = r"""
b[0] = 65
b[-1] = 66
b[0] = 300
b[0] = 'a'
b[9] = 1
b['x'] = 1
b[1:3] = b'xyz'
b[1:1] = [1, 2]
b[:0] = bytearray(b'__')
b[2:] = b''
b += b'hello'
b += bytearray(b'!')
b += [1]
b += 'a'
b *= 2
b *= 0
b *= 'a'
b.extend(b'abcdef')
b.extend(b)
b.extend([65, 66])
b.extend(iter(b'xy'))
b[::2] = b'1234567890'
b[::3] = bytes(len(b[::3]))
b[::2] = b'1'
b[1:3] = 5
b[1:3] = 'ab'
b[1:3] = None
b[1:3] = b
b[5:2] = b'--'
b[::-1] = bytes(b)
del b[0]
del b[-1]
del b[50]
del b[::2]
del b[::-3]
del b[2:4]
b.insert(0, 1)
b.insert(-1, 2)
b.insert(100, 3)
b.pop()
b.pop(0)
b.pop(-2)
b.remove(b[0])
b.reverse()
b.append(True)
b[:] = b'abc'
b.__iadd__(b'd')
b.__init__(b'new')
b.__delitem__(0)
b.clear()
b.clear()
"""
c = b
for s in stmts.strip().split("\n"):
    try:
        exec(s)
        print(s, "->", b, len(b), sys.getsizeof(b), b is c)
    except Exception as e:
        print(s, "!", type(e).__name__, e)
    b = c
it = iter(bytearray(b'abc'))
next(it)
print(list(it), list(it))
q = bytearray(b'abc')
for x in q:
    if len(q) < 6:
        q.append(x)
print(q)
