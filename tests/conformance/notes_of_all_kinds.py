# Notes of an exception that are no plain list of strings.
class Failing:
    def __str__(self):
        raise ValueError('str')

    def __repr__(self):
        raise ValueError('repr')


class Lines:
    def __str__(self):
        return 'one\ntwo'


class Outside(Exception):
    __module__ = 5


def attempt(notes):
    if notes:
        try:
            error = ValueError('notes')
            error.add_note('first')
            error.__notes__ = notes[0]
            raise error
        finally:
            attempt(notes[1:])
    else:
        raise Outside('the end')


attempt([['a\nb', '', 'c\n'], ('x', 5, None), [Failing(), Lines()], 'text', {1: 2}, None, 5, Failing(), []])
