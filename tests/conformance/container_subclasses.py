# Constructors of classes that derive from list, dict and set, and dict.fromkeys.
class Di(dict):
    pass


class Li(list):
    pass


class Se(set):
    pass


class Counted(dict):
    def __init__(self, *items):
        dict.__init__(self, items, size=len(items))


class Doubled(list):
    def __init__(self, text):
        list.__init__(self, text + text)


print(Di(a=1), len(Di({1: 2})), Di([(1, 2)], b=3), Di())
print(Li('ab'), Li(), len(Li(range(3))))
print(Se('a'), len(Se('abc')))
print(Counted((1, 2), (3, 4)), Doubled('ab'))
for make in (lambda: Li(1, 2), lambda: Di(1, 2), lambda: Se(1, 2), lambda: Li(5)):
    try:
        make()
    except TypeError as e:
        print(e)
numbers = [1, 2]
numbers.__init__('xyz')
print(numbers)
print(dict.fromkeys('ab'), dict.fromkeys('ab', 3), {}.fromkeys('c', 0))
keyed = Di.fromkeys('ab')
print(type(keyed) is Di, keyed)
for make in (lambda: dict.fromkeys(), lambda: dict.fromkeys('a', 1, 2)):
    try:
        make()
    except TypeError as e:
        print(e)
