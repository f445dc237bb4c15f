# Special methods of built-in objects as attributes: what they are called, what they do, and that classes borrow them.
def show(text):
    try:
        result = eval(text)
        print(text, "->", type(result).__name__, result if type(result) in PLAIN else "")
    except Exception as e:
        print(text, "->", type(e).__name__, e)


PLAIN = (int, str, bool, list, float, tuple, type(NotImplemented), type(None))


def f(x=1):
    return x


class A:
    @property
    def p(self):
        return 5

    @classmethod
    def c(cls):
        return cls.__name__

    @staticmethod
    def s():
        return 7

    def m(self):
        return 8


class B(A):
    pass


a, d = A(), A.__dict__
for text in """f.__get__
f.__get__(a)
f.__get__(None, A) is f
f.__get__(None, None)
f.__call__(3)
f.__call__(x=4)
f.__call__(y=4)
d['p'].__get__(a)
d['p'].__get__(None, A) is d['p']
d['p'].__set__(a, 1)
d['p'].__delete__(a)
d['c'].__get__(None, B)()
d['c'].__get__(a)()
d['s'].__get__(None, A)()
d['s'].__call__()
d['m'].__get__(a, A)()
a.m.__call__()
len.__call__([1, 2])
type.__call__(int, '5')
A.__call__
A.__call__().m()
[].__add__
list.__add__
list.append
[].append
dict.fromkeys
dict.__dict__['fromkeys']
[].__add__.__name__
[].__add__.__qualname__
[].append.__qualname__
list.append.__qualname__
int.__add__.__qualname__
[1].__add__([2])
[1].__add__(2)
[1].__mul__(2)
[1].__rmul__(2)
[1].__mul__('a')
[1].__iadd__('ab')
[1].__imul__(2)
(1,).__mul__(2)
'ab'.__rmul__(2)
'%s-'.__mod__(5)
'5'.__rmod__('<%s>')
'a'.__rmod__(5)
'ab'.__getnewargs__()
'a'.__format__('>3')
(5).__format__('03d')
(1.5).__format__('z')
a.__format__('x')
(7).__divmod__(2)
(7).__rdivmod__(2)
(7).__divmod__('a')
(1.5).__divmod__(1)
(7).__round__(-1)
(2.5).__round__()
(2.567).__round__(1)
(2.5).__floor__()
(2.5).__ceil__()
(-2.5).__trunc__()
(7).__trunc__()
None.__bool__()
range(0).__bool__()
sorted({1: 2}.__or__({3: 4}))
sorted({1: 2}.__ror__({3: 4}))
{1: 2}.__or__(5)
sorted({1: 2}.__ior__([(5, 6)]))
sorted({1, 2}.__or__({3}))
sorted({1, 2}.__rsub__({3, 1}))
sorted({1, 2}.__and__({1}))
sorted({1, 2}.__ixor__({1, 5}))
{1}.__or__([2])
sorted(frozenset({1}).__xor__({2}))
list([1, 2].__reversed__())
list({1: 2, 3: 4}.__reversed__())
list(range(3).__reversed__())
[].__hash__
{}.__hash__
list.__class_getitem__
a.__lt__(a)
object.__ge__(a, 5)
(1).__lt__(2)
(1).__lt__('a')
int.__add__(1, 'a')
int.__add__('a', 1)
int.__add__()
'm' in object.__dir__(a)
'm' in A.__dir__(a)
A.__instancecheck__(a)
A.__subclasscheck__(B)
A.__subclasshook__(B)
A.__init_subclass__()
type.__prepare__
type.mro(B)[:2] == [B, A]
hasattr(f, '__get__'), hasattr(5, '__get__')
hasattr([], '__mul__'), hasattr({}, '__mul__'), hasattr((), '__iadd__')
hasattr(f, '__call__'), hasattr(A, '__call__'), hasattr(a, '__call__')
hasattr({}, '__or__'), hasattr(5, '__iter__'), hasattr('', '__mod__')""".splitlines():
    show(text)


class Upper(str):
    __lt__ = str.__gt__
    __mul__ = str.__add__


class Wrong:
    __lt__ = int.__lt__


class Aliased:
    def __repr__(self):
        return "aliased"

    __str__ = object.__repr__
    __len__ = int.__index__


class Mine(list):
    def __add__(self, other):
        return Mine(super().__add__(other))

    def __iadd__(self, other):
        print("adding", other)
        return super().__iadd__(other)

    def __mul__(self, n):
        return ("times", super().__mul__(n))

    def __reversed__(self):
        return iter(["backwards", *super().__reversed__()])


class Tags(dict):
    def __or__(self, other):
        return Tags(super().__or__(other))

    def __format__(self, spec):
        return "tags" + super().__format__("")


m = Mine([1])
m += [2]
PLAIN = PLAIN + (Mine, Tags)
for text in """Upper('a') < 'b'
Upper('a') * 'b'
Wrong() < 5
str(Aliased())[:17]
len(Aliased())
m + [3]
m * 2
list(reversed(m))
Tags(x=1) | {'y': 2}
'{}'.format(Tags(x=1))""".splitlines():
    show(text)
