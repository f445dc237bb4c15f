# Which part of a line the carets point at: operators, brackets, parentheses, of one line and of several.
def fail(*args, **keywords):
    raise ValueError(len(args))


class Stubborn:
    def __bool__(self):
        raise KeyError('bool')

    def __enter__(self):
        return self

    def __exit__(self, *args):
        raise KeyError('exit')

    def __lt__(self, other):
        raise KeyError('lt')

    def __contains__(self, other):
        raise KeyError('in')

    def __iter__(self):
        return self

    def __next__(self):
        raise KeyError('next')

    def itself(self, *args):
        return self


a, b, s = 1, 'b', Stubborn()


def of_parenthesized():
    x = ((a)) + (b)


def of_two_in_parentheses():
    x = (a + a) // (b)


def of_item():
    x = (b) [ (5) ]


def of_item_of_item():
    x = [b][0][')', "]"]


def of_commented():
    x = (b # [
      )['x']


def of_operator_on_its_line():
    x = (a # + a
         # + b
         + b)


def of_continued():
    x = a \
        + b


def of_lines():
    x = fail(
        a,
        b,
    )


def of_lines_of_sum():
    x = 1 + fail(
        a,

        b,
        a,
        b,
    ) + 1


def of_returned():
    return fail(
        a, b,
        a)


def of_text_of_lines():
    x = fail('''
   a
  b
''')


def of_little_indented():
    x = fail(a,
  b)


def of_assert():
    assert fail(a)


def of_assertion():
    assert a > 2, 'message'


def of_assertion_of_lines():
    assert (a > 2 or
            a < -2)


def of_assertion_without_comparison():
    assert not a


def of_for():
    for x in s:
        pass


def of_for_call():
    for x in s.itself(a):
        pass


def of_with():
    with s.itself() as x, \
            s.itself() as y:
        pass


def of_if():
    if s.itself():
        pass


def of_not():
    x = not (s < 5)


def of_not_in():
    x = not 5 in s


def of_not_truth():
    x = not s.itself()


def of_list():
    return [x for x in s.itself()]


def of_list_in_list():
    return [(x, y) for x in [1]
            for y in 5]


def of_dict():
    return {[]: 1
            for x in [1]}


def of_set():
    return {
        [x] for x in [1]}


def of_generator():
    return sum(x for x in s.itself())


def of_generator_of_lines():
    return sum(
        x
        for x in s.itself()
    )


def of_no_iterable():
    return sum(x for x in 5)


def of_any():
    return any(x for x in s.itself())


def of_attribute():
    return (s
            .itself()
            .missing
            .more)


def of_method():
    return (s.itself(
    ).itself(
        a).missing(
            b))


def of_stored():
    a \
        .x = 5


def of_augmented():
    a \
        .x += 5


def of_deleted():
    del a \
        .x


def of_commented_call():
    x = fail(a)  # comment


def of_white_space():
    x = a + b    


attempts = [f for name, f in list(globals().items()) if name[:3] == 'of_']


def attempt(i):
    if i < len(attempts):
        try:
            attempts[i]()
        finally:
            attempt(i + 1)


attempt(0)
