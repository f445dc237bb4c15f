# 3.15 looks into attributes for a missing one, but not at the end of the program; nor is there a line of source then.
import weakref


class Part:
    value = 1


class Whole:
    def __init__(self):
        self.part = Part()
        self.level = 1

    def __repr__(self):
        return "<whole>"

    def __call__(self, reference):
        if self.level:
            self.level = 0
            self.value
        self.levl


whole = Whole()
first, last = Part(), Part()
references = [weakref.ref(first, whole), weakref.ref(last, whole)]
del first
