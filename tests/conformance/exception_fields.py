# What built-in exceptions keep beside .args, by place or by name, and what str() makes of it; OSError chooses
# the class that its number means.
import gc
import sys


def show(make):
    try:
        e = make()
    except Exception as caught:
        print(type(caught).__name__, caught)
        return
    print(type(e).__mro__[0].__name__, repr(e), str(e), sep=' | ')
    for name in 'errno strerror filename filename2 code value msg name path obj'.split():
        if hasattr(e, name):
            print('   ', name, repr(getattr(e, name)))


show(lambda: OSError())
show(lambda: OSError('only'))
for number in range(1, 45):
    e = OSError(number, 'what')
    if type(e) is not OSError:
        print(number, type(e).__name__, e)
show(lambda: OSError(2, 'no such file', 'a.txt'))
show(lambda: OSError(2, 'no such file', None))
show(lambda: OSError(17, 'both', 'a', None, 'b'))
show(lambda: OSError(17, 'five', 'a', 1, 2, 3))
show(lambda: OSError('2', 'a word'))
show(lambda: OSError(errno=2))
show(lambda: FileNotFoundError(13, 'as it is called'))
show(lambda: IOError(32, 'an alias'))
print(IOError is OSError, EnvironmentError is OSError)


class Mine(OSError):
    pass


class Own(OSError):
    def __init__(self, path):
        super().__init__(2, 'own', path)
        self.more = path


class Silent(OSError):
    def __init__(self, *args):
        pass


show(lambda: Mine(2, 'mine', 'f'))
show(lambda: Own('f'))
show(lambda: Silent(2, 'silent'))
e = OSError(2, 'x', 'f')
e.errno, e.strerror = 13, 'y'
print(e, e.args)
e.filename = None
print(e)

show(lambda: SystemExit())
show(lambda: SystemExit(3))
show(lambda: SystemExit(3, 4))
show(lambda: StopIteration())
show(lambda: StopIteration(3, 4))
show(lambda: ImportError('m', name='n', path='p'))
show(lambda: ImportError('a', 'b'))
show(lambda: ImportError(path=1))
show(lambda: AttributeError('m', name='n', obj=[]))
show(lambda: NameError('m', name='n'))
show(lambda: NameError('m', obj=1))
show(lambda: ValueError(x=1))


class Named(AttributeError):
    pass


class Plain(Exception):
    pass


show(lambda: Named('x', name='n'))
show(lambda: Plain(x=1))


class Leave(SystemExit):
    def __init__(self):
        super().__init__(5)


show(Leave)
try:
    import nothing_like_this
except ImportError as e:
    print(e.name, e.msg, e.path)

# Codecs.
for text, encoding in ((b'\xff', 'utf-8'), (b'ab\xe2\x82', 'utf-8'), (b'a\xe2\x28', 'utf-8'), (b'\x80', 'ascii')):
    try:
        text.decode(encoding)
    except UnicodeDecodeError as e:
        print(e, '|', e.encoding, e.object, e.start, e.end, e.reason, e.args)
    print(ascii(text.decode(encoding, 'replace')), text.decode(encoding, 'backslashreplace'))
for text, encoding in (('a\xe9', 'ascii'), ('a\u20ac\u20acb', 'latin-1'), ('\U0001f600', 'ascii')):
    try:
        text.encode(encoding)
    except UnicodeEncodeError as e:
        print(e, '|', e.encoding, ascii(e.object), e.start, e.end, e.reason)
    print(text.encode(encoding, 'replace'), text.encode(encoding, 'backslashreplace'),
          text.encode(encoding, 'xmlcharrefreplace'))
show(lambda: UnicodeDecodeError('utf-8'))
show(lambda: UnicodeEncodeError(1, 'x', 0, 1, 'y'))
print(UnicodeTranslateError('abc', 1, 2, 'because'), UnicodeTranslateError('abc', 1, 3, 'because'))

# They are references.
word = ''.join(['w', 'ord'])
path = [1]
before = sys.getrefcount(word), sys.getrefcount(path)
e = OSError(1, word, path)
print(sys.getrefcount(word) - before[0], sys.getrefcount(path) - before[1])
print([type(o).__name__ for o in gc.get_referents(e)])
path.append(e)
del path, e
print(gc.collect())
s = StopIteration([])
s.value.append(s)
s.args = ()
del s
print(gc.collect())

for kind in (Warning, OSError, ArithmeticError, RuntimeError, UnicodeError, ConnectionError):
    print(kind.__name__, kind.__mro__[1].__name__)
for kind in (UserWarning, DeprecationWarning, ResourceWarning, TimeoutError, BrokenPipeError, EOFError, SystemError,
             BufferError, FloatingPointError, StopAsyncIteration, UnicodeTranslateError):
    print(kind('x', 1), kind.__mro__[1].__name__) if kind is not UnicodeTranslateError else None
print('PythonFinalizationError' in dir(__builtins__))
