# What a special method returns that is not what it must be, and what other types say of it.
def t(f):
    try:
        r = f()
        print(type(r).__name__, repr(r))
    except BaseException as e:
        print(type(e).__name__, "|", e)
class R:
    def __repr__(self): return 5
    def __str__(self): return 5
    def __bool__(self): return 5
    def __hash__(self): return 'a'
    def __iter__(self): return 5
    def __index__(self): return 'a'
    def __int__(self): return 'a'
    def __float__(self): return 5
    def __complex__(self): return 5
    def __bytes__(self): return 5
    def __format__(self, spec): return 5
    def __length_hint__(self): return 'a'
class Longer:
    class Inner:
        def __repr__(self): return None
        def __format__(self, spec): return None
        def __index__(self): return R
r = R()
i = Longer.Inner()
for source in ['repr(r)', 'str(r)', 'bool(r)', 'not r', 'hash(r)', 'iter(r)', 'int(r)', 'float(r)', 'complex(r)', 
               'bytes(r)',                'format(r)', 'f"{r}"', '"{}".format(r)', '"{:x}".format(r)', 'f"{r:>5}"', '[][r]', 'range(r)', 'hex(r)', '"%d" % r', '"%s" % r', '"%r" % r', '[r]', 'repr([r])',
               '"a" * r', 'chr(r)',
               'bytes([r])', 'slice(r).indices(5)',
               'repr(i)', 'str(i)', 'print(i)', 'format(i)', 'f"{i}"', 'hex(i)', 'round(1, r)', '[1, 2][r:]', 'divmod(r, 1)', 'ascii(r)', '"%x" % r', '"%f" % r', '(5).to_bytes(r)',
               'print(r)', 'list(R2())', 'pow(2, 3, r)', 'int("1", r)', 'float(i)', 'complex(i)', 'round(r)','[1]*r', 'enumerate([], r)']:
    print(source, end=': ')
    t(lambda: eval(source))
def f():
    if r: pass
t(f)
def f():
    while r: pass
t(f)
def f():
    assert r
t(f)
class S(str): pass
class Formats:
    def __format__(self, spec): return S('sub')
    def __repr__(self): return S('rep')
    __str__ = __repr__
x = Formats()
t(lambda: type(format(x)))
t(lambda: f"a{x}b{x:1}")
t(lambda: "a{}b{:3}".format(x, x))
t(lambda: "%s|%r" % (x, x))
t(lambda: f'{5:{x}}')
class Long:
    def __init__(self, n): self.n = n
    def __len__(self): return self.n
for n in [10 ** 20, -10 ** 20, 1.5, None, True, -5, 2 ** 63, 2 ** 63 - 1]:
    t(lambda: len(Long(n)))
    t(lambda: bool(Long(n)))
