# Each generator is held by the frame of the next one: the death of the last is the death of all.


class Label:
    def __init__(self, text):
        self.text = text

    def __del__(self):
        died.append(self.text)


def closes(i, before):
    try:
        yield
    finally:
        closed.append(i)


def holds(label, before):
    yield label


def chain(function, n, label):
    last = None
    for i in range(n):
        last = function(label(i), last)
        next(last)
    return last


closed = []
last = chain(closes, 1000, int)
print(len(closed))
del last
print(len(closed), closed[:3], closed == list(range(1000))[::-1])

died = []
last = chain(holds, 20, Label)
del last
print(died[:3], died[-3:], len(died))


# What the instances hold dies after their finalizers, not in them.
class Link:
    def __init__(self, i, before):
        self.i = i
        self.before = before

    def __del__(self):
        died.append(self.i)


died = []
last = None
for i in range(1000):
    last = Link(i, last)
del last
print(died[:3], died[-3:], len(died))
