# What changes a bytearray: its methods and their errors, resize() of 3.14 and take_bytes() of 3.15.
def t(f, *a):
    try: print(f, eval(f), *a)
    except BaseException as e: print(f, type(e).__name__, e)
class BA(bytearray): pass
class I:
    def __index__(s): return 2
for start in b'', b'hello':
    for call in ['resize(0)','resize(3)','resize(8)','resize(-1)',"resize('x')",'resize(None)','resize()','resize(1,2)','resize(I())','resize(2**70)','resize(1.5)','take_bytes()','take_bytes(2)','take_bytes(-1)','take_bytes(9)','take_bytes(-9)',"take_bytes('x')",'take_bytes(None)','take_bytes(0)','take_bytes(I())','take_bytes(1,2)','take_bytes(2**70)','take_bytes(5)','take_bytes(n=2)','resize(size=1)','take_bytes(True)']:
        b = bytearray(start)
        t('b.' + call); print(b, len(b))
        b = BA(start)
        t('b.' + call); print(b, len(b))
for call in ['b.append(256)','b.append(-1)',"b.append('a')","b.append(b'a')",'b.append(I())','b.append()','b.extend([1,256])',"b.extend('a')",'b.extend(5)',"b.extend(['a'])",'b.extend(None)',"b.extend(b'xy')",'b.insert(0,300)',"b.insert('a',1)",'b.insert(100,33)','b.insert(-100,33)','b.insert(1)','b.pop(9)','b.pop(-9)','b.pop(0)','b.pop()',"b.pop('a')",'b.remove(300)','b.remove(0)',"b.remove('a')",'b.remove(104)','b.clear(1)','b.reverse()','b.copy()',"b.__iadd__('a')","b.__iadd__(b'z')",'b.__imul__(2)',"b.__imul__('x')","b.__setitem__(0,300)","b.__setitem__(0,'a')","b.__setitem__(9,1)","b.__setitem__('a',1)","b.__delitem__(9)","b.__setitem__(slice(0,2),5)","b.__setitem__(slice(0,2),'ab')","b.__setitem__(slice(0,2),[1,300])","b.__setitem__(slice(0,4,2),b'a')","b.__setitem__(slice(0,2),None)","b.__delitem__(slice(0,2))", "b.__init__(3)"]:
    b = bytearray(b'hello')
    t(call); print(b)
import sys
try:
    b = bytearray(b'x'*100)
    print(sys.getsizeof(b))
    r = b.take_bytes(10); print(sys.getsizeof(b), len(b))
    b += b'abc'; print(sys.getsizeof(b), len(b))
    r = b.take_bytes(); print(sys.getsizeof(b), len(b))
    b = bytearray(b'y'*50); r = b.take_bytes(49); print(sys.getsizeof(b), len(b)); r=b.take_bytes(1); print(sys.getsizeof(b))
    b = bytearray(b'y'*50); r = b.take_bytes(0); b += b'a'; print(sys.getsizeof(b), len(b))
except AttributeError as e: print(e)
