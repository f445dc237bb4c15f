# What a built-in base says about two objects comes before the other one's own method.
class P(dict):
    pass


class R(dict):
    def __eq__(self, other):
        print('R.__eq__')
        return None

    def __lt__(self, other):
        return 'R.__lt__'


class S(P):
    def __eq__(self, other):
        print('S.__eq__')
        return NotImplemented


class I(int):
    def __eq__(self, other):
        print('I.__eq__')
        return 'I'

    def __gt__(self, other):
        return 'I.__gt__'

    __hash__ = int.__hash__


class L(list):
    pass


class M(list):
    def __eq__(self, other):
        return 'M'

    def __gt__(self, other):
        return 'M.__gt__'


print(P() == R(), R() == P(), P() == S(), S() == P(), S() == R(), P(a=1) == R())
print({} == R(), R() == {}, P() != R(), R() != P())
print(1 == I(1), I(1) == 1, 2 < I(1), 1.5 == I(1))
print(L() == M(), M() == L(), L() < M(), [] == M(), L([1]) == [1], [1] == L([1]))
k = ['a', P(), 3]
k.remove(R())
print(k, [P()].index(R()), R() in [P()], [P(), P()].count(R()))
try:
    P() < R()
except TypeError as e:
    print(e)
print(P().__eq__(R()), dict.__eq__(R(), P()))
