# f_lineno of a frame that has ended without a return statement: the line of what ran last.
import sys


def here():
    frames.append(sys._getframe(1))


def passes():
    here()
    pass


def nested(u, v):
    here()
    if u:
        if v:
            x = 1
        elif u:
            y = 2
    else:
        while v:
            v = 0
            break


def long_test(u):
    here()
    if (u and
            not u):
        x = 1


def loop_else(u):
    here()
    for i in u:
        if i:
            break
    else:
        x = 1


def loop_break(u):
    here()
    while u:
        if u == 2:
            break
        u -= 1


def loop_continue(u):
    here()
    for i in u:
        if i:
            continue
        x = 1


def last_handler(u):
    here()
    try:
        raise u
    except ValueError:
        pass
    except TypeError as e:
        if e:
            x = 1
    else:
        x = 2


def handler_finally(u):
    here()
    try:
        if u:
            raise ValueError
    except ValueError as e:
        x = 1
    finally:
        if u:
            x = 3


def withs(u):
    here()
    with u as v, u:
        if v:
            x = 1


def with_raise(u):
    here()
    with u:
        raise ValueError


def asserts(u):
    here()
    assert u


def gen(u):
    here()
    yield u


def gen_loop(u):
    here()
    for i in u:
        yield i


def boolean(u, v):
    here()
    u and v


def and_if(u, v):
    here()
    if u and v:
        x = 1


def multi(u):
    here()
    max(u,
        u,
        u)


def deletes(u):
    here()
    del u


def comp(u):
    here()
    [i for
     i in u]


def or_if(u, v):
    here()
    if u or v:
        x = 1
    x = 2


def while_else(u):
    here()
    while u:
        u -= 1
    else:
        x = 1


def try_in_loop(u):
    here()
    for i in u:
        try:
            i()
        except TypeError as e:
            pass


def return_none(u):
    here()
    if u:
        return
    x = 1


def nested_def(u):
    here()
    def inner():
        pass


def nested_class(u):
    here()
    class C:
        x = 1


def imports(u):
    here()
    import sys


def raises_inside(u):
    here()
    try:
        try:
            raise u
        finally:
            x = 1
    except TypeError:
        x = 2


def while_true(u):
    here()
    while True:
        u -= 1
        if not u:
            break


class W:
    def __enter__(self): pass
    def __exit__(self, *a): return True


frames = []


def run(f, *args):
    r = f(*args)
    if r is not None: list(r)
    print(f.__name__, args[:1] and type(args[0]).__name__, [x.f_lineno - x.f_code.co_firstlineno for x in frames])
    frames.clear()
run(passes)
for u in 0, 1:
    for v in 0, 1:
        run(nested, u, v); run(boolean, u, v); run(and_if, u, v); run(or_if, u, v)
run(long_test, 0); run(long_test, 1)
for u in [], [0], [1], [0, 1], [1, 0]:
    run(loop_else, u); run(loop_continue, u); run(gen_loop, u); run(comp, u); run(try_in_loop, u)
for u in 0, 1, 2, 3:
    run(loop_break, u); run(while_else, u)
    if u: run(while_true, u)
run(last_handler, ValueError); run(last_handler, TypeError)
for u in 0, 1: run(handler_finally, u); run(return_none, u)
run(withs, W()); run(with_raise, W())
run(asserts, 1); run(gen, 1); run(multi, 1); run(deletes, 1); run(nested_def, 1); run(nested_class, 1); run(imports, 1)
run(raises_inside, TypeError)
