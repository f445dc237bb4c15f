# del of an attribute that is not there gives its name a place among the keys of the class; a frozenset of a set
# is its copy, whose order it has.
class P: pass
b = P()
try:
    del b.y
except AttributeError as e:
    print(e)
b.z = 1; b.y = 2
import gc
print(gc.get_referents(b)[:2], list(b.__dict__))
class L(list): pass
b = L()
try:
    del b.y
except AttributeError as e:
    print(e)
b.z = [1]; b.y = [2]
print([x for x in gc.get_referents(b) if type(x) is list], list(b.__dict__))
numbers = {770013}
numbers.add(5)
print(numbers, frozenset(numbers), set(numbers), frozenset(list(numbers)))


class F(frozenset):
    pass


print(list(F(numbers)), frozenset({770013: 1, 5: 2}), frozenset({}), frozenset(iter(numbers)))
