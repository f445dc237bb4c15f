# What only the traceback of an uncaught exception holds goes after the last collection, before the names.
class Loud:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


named = Loud("named")


def fail():
    local = Loud("local")
    cycle = Loud("cycle")
    cycle.me = cycle
    del cycle
    raise ValueError(local.name)


fail()
