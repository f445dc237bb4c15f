# An object whose __dict__ was looked at releases its attributes in the order of the keys of its class.
class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print(self.name)


class A:
    pass


a = A()
a.x, a.y, a.z = Noisy("x"), Noisy("y"), Noisy("z")
print(sorted(a.__dict__))
del a.y
a.y = Noisy("y again")
del a
