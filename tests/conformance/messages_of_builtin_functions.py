# What built-in functions say of wrong arguments, keywords of pow(), signed zeros of complex(), structures of sys.
import sys

for text in """enumerate()
enumerate(start=1)
enumerate(x=1)
list(enumerate(start=1, iterable='a'))
classmethod()
staticmethod()
classmethod(1, 2)
divmod(1.0, 0)
divmod(1, 0.0)
divmod(1, 0)
1.0 % 0
1.0 // 0
pow(2)
pow()
pow(1, 2, 3, 4)
pow(2, exp=3)
pow(base=2, exp=3, mod=5)
pow(base=2)
pow(2, 3, mod=None)
pow(2, 3, x=1)
sum([b'a'], b'')
sum([bytearray(b'a')], bytearray())
range(3).index('a')
range(3).index(5)
range(3).index(1)
complex(0, -0.0)
complex(-0.0, -0.0)
ord(b'ab')
ord(b'')
ord(b'a')
ord(bytearray(b'b'))
ord(5)
slice(1).indices(5)
slice(None, None, -1).indices(5)
slice(1).indices(-1)
slice(1).indices('a')
sys.float_info.max
sys.float_info.epsilon
sys.float_info
sys.int_info
sys.hash_info.modulus
sys.hash_info
type(sys.float_info)
sys.maxunicode
sys.getdefaultencoding()
sys.getswitchinterval()
sys.hexversion >> 24
sys.float_repr_style""".splitlines():
    try:
        print(text, "->", eval(text))
    except Exception as e:
        print(text, "->", type(e).__name__, e)
if sys.version_info >= (3, 14):
    try:
        print(bool(NotImplemented))
    except TypeError as e:
        print(e)
