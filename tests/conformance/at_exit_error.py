# An exception in a callback at the end is reported, and the others are called.
import atexit


class Fails:
    def __repr__(self):
        return 'what fails'

    def __call__(self):
        raise ValueError('at exit')


atexit.register(print, 'first')
atexit.register(Fails())
atexit.register(print, 'last')
