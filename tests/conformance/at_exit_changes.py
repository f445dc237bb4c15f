# Callbacks that register and unregister others while the program ends, how many there are then, and when what
# they hold is let go.
import atexit


class Held:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print('gone:', self.name, atexit._ncallbacks())


def report(name, held=None):
    print(name)


def registers():
    print('registers', atexit._ncallbacks())
    atexit.register(report, 'never')
    print(atexit._ncallbacks())


def unregisters():
    print('unregisters', atexit._ncallbacks())
    atexit.unregister(taken_back)
    print(atexit._ncallbacks())


def taken_back(held):
    print('taken back', atexit._ncallbacks())


def never():
    print('never')


atexit.register(never)
atexit.register(report, 'first', Held('of first'))
atexit.register(taken_back, Held('of taken back'))
atexit.register(report, 'third', held=Held('of third'))
atexit.register(never)
print(atexit._ncallbacks())
atexit.unregister(never)
print(atexit._ncallbacks())
atexit.register(unregisters)
atexit.register(registers)
print(atexit._ncallbacks())
