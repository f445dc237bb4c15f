# sys.stdout and sys.stderr: what they can do, and objects of the program in their place.
import gc
import sys

print('one', file=sys.stdout)
print(sys.stdout.write('four'))
sys.stdout.flush()
sys.stdout.writelines(['a\n', 'b\n'])
print(sys.stdout, sys.stderr)
print(type(sys.stdout), type(sys.stdout).__name__)
for name in 'name mode encoding closed'.split():
    print(name, getattr(sys.stdout, name), getattr(sys.stderr, name))
print(sys.stdout.fileno(), sys.stderr.fileno(), sys.stdout.isatty(), sys.stdout.writable(), sys.stdout.readable())
print(sys.stdout is sys.__stdout__, sys.stderr is sys.__stderr__)
for wrong in (1, None, b'x'):
    try:
        sys.stdout.write(wrong)
    except TypeError as e:
        print(e)
try:
    print('x', file=3)
except AttributeError as e:
    print(e)


class Tee:
    def __init__(self, name):
        self.name = name
        self.parts = []
        self.counts = set()

    def write(self, text):
        self.parts.append(text)
        self.counts.add(sys.getrefcount(self))

    def flush(self):
        self.parts.append('(flush)')

    def __del__(self):
        print('gone', self.name, file=sys.__stdout__)


tee = Tee('tee')
print('x', 2, [3], sep='-', file=tee)
print(file=tee, flush=True)
print(tee.parts, tee.counts)
tee.parts, tee.counts = [], set()
old, sys.stdout = sys.stdout, tee
print('caught')
print('flushed', flush=1)
print(None, file=None)
sys.stdout = old
print(tee.parts, tee.counts)
sys.stdout = None
print('nowhere')
sys.stdout = old
del sys.stdout
try:
    print('lost')
except RuntimeError as e:
    old.write('%s\n' % e)
sys.stdout = old
del tee


class Broken:
    def write(self, text):
        raise ValueError(text)


try:
    print('to a broken one', file=Broken())
except ValueError as e:
    print('ValueError', e)


class Loud:
    def __del__(self):
        raise KeyError('in a finalizer')


class Keep:
    def __init__(self):
        self.parts = []

    def write(self, text):
        self.parts.append(text)

    def flush(self):
        pass


sys.stderr = keep = Keep()
loud = Loud()
del loud
report = ''.join(keep.parts)
print('Exception ignored' in report, report[report.index('KeyError'):], end='')
tee = Tee('in a cycle with sys.stdout')
tee.me = tee
sys.stdout = tee
del tee
print('goes into the cycle')
sys.stdout = sys.__stdout__
print(gc.collect())
sys.stdout = Tee('last')
sys.stderr = sys.__stderr__
sys.exit('a message')
