# What can never fit is a MemoryError without words, and the program goes on.


def attempt(what, make):
    try:
        make()
    except MemoryError as e:
        print(what, repr(e), e.args)
    else:
        print(what, 'fitted')


x = [1]
attempt('list', lambda: [0] * 10**17)
attempt('tuple', lambda: (0, 1) * 10**17)
attempt('str', lambda: 'ab' * 10**17)
attempt('range', lambda: list(range(10**17)))
attempt('sorted', lambda: sorted(range(10**17)))
attempt('extend', lambda: x.extend(range(10**17)))
attempt('ljust', lambda: 'x'.ljust(10**17))
attempt('center', lambda: 'x'.center(10**17, '-'))
print(x)

try:
    y = [0] * 10**17
except Exception as e:
    print(type(e).__mro__)
[0] * 10**17
