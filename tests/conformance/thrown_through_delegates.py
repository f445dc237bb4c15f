# A value of a delegate that ends while something is thrown into it.
def outer():
    try:
        x = yield from inner()
        print("x", x)
    except KeyError as e:
        print("caught", e)
    yield "end"


def inner():
    try:
        yield 1
    except ValueError:
        print("inner caught")
    return "val"


for i in range(3):
    q = outer()
    next(q)
    print(q.throw(ValueError))
    q = outer()
    next(q)
    print(q.throw(KeyError("k")))
