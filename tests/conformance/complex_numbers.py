# complex: arithmetic, comparison, text and complex().
import sys, gc, copy
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
z = 1.0 + 5.0j
for f in [lambda: z, lambda: 4j, lambda: -4j, lambda: -(0j), lambda: 3+0j, lambda: -0.0 + 1j, lambda: 1e400j, lambda: 1e400j - 1e400j, lambda: 1.5e-7j + 1e16, lambda: 1_0.5J,
    lambda: z + 1, lambda: 1 - z, lambda: z * z, lambda: z / (1+1j), lambda: z / 2, lambda: 2 / z, lambda: z / 0, lambda: z / 0j, lambda: True + z,
    lambda: z ** 2, lambda: z ** -2, lambda: z ** 0.5, lambda: 2 ** z, lambda: 0j ** -1, lambda: 0 ** z, lambda: (-8) ** 0.5, lambda: (-8.0) ** (1/3), lambda: z ** 0, lambda: pow(z, 2), lambda: pow(z, 2, 3),
    lambda: abs(3+4j), lambda: -z, lambda: +z, lambda: ~z, lambda: not z, lambda: not 0j, lambda: bool(z),
    lambda: z == 1+5j, lambda: 2+0j == 2, lambda: 2 == 2+0j, lambda: 2j == 2, lambda: z != 'a', lambda: z < z, lambda: z < 1, lambda: 1 in [1+0j], lambda: True == 1+0j,
    lambda: hash(2+0j) == hash(2), lambda: hash(z), lambda: hash(-1j), lambda: hash(1e400j), lambda: {2+0j: 'a'}[2], lambda: len({1, 1.0, 1+0j}),
    lambda: z.real, lambda: z.imag, lambda: z.conjugate(), lambda: z.foo, lambda: type(z), lambda: sys.getsizeof(z), lambda: gc.is_tracked(z), lambda: gc.get_referents(z),
    lambda: z // 2, lambda: z % 2, lambda: divmod(z, 2), lambda: z << 1, lambda: int(z), lambda: float(z), lambda: round(z), lambda: [1][z], lambda: range(z),
    lambda: str(z), lambda: repr(z), lambda: '%s %r' % (z, z), lambda: f'{z} {z!r}', lambda: '{}'.format(z),
    lambda: complex(), lambda: complex(3), lambda: complex(1, 2), lambda: complex(1.5, imag=2), lambda: complex(real=1), lambda: complex(imag=1), lambda: complex('1+2j'), lambda: complex(' ( 3j ) '), lambda: complex('-1e3-nanj'), lambda: complex('j'), lambda: complex('1'), lambda: complex('1 + 2j'), lambda: complex('x'), lambda: complex(''), lambda: complex([]), lambda: complex('1', 2), lambda: complex(1, '2'), lambda: complex(1, 2, 3), lambda: complex(1, []),
    lambda: copy.copy(z) is z, lambda: copy.deepcopy([z]), lambda: sum([1j, 2, 3.5]), lambda: max(1j, 2j), lambda: sorted([1j, 2]), lambda: isinstance(z, complex), lambda: complex.__name__, lambda: z.__add__(1), lambda: z.__eq__(1), lambda: z.__lt__(1), lambda: z is z, lambda: (1j, 2)]:
    t(f)
class C:
    def __complex__(self): return 3j
class D:
    def __float__(self): return 3.5
class E:
    def __radd__(self, o): return ('radd', o)
    def __complex__(self): return 3
class F:
    def __index__(self): return 3
for f in [lambda: complex(C()), lambda: complex(D()), lambda: complex(E()), lambda: 1j + E(), lambda: complex(F()), lambda: complex(1, D()), lambda: 1j + C()]: t(f)
def f(): return 1j + 2, -3j, (1j, 2j), 1j * 2, 2j / 2
print(f())
