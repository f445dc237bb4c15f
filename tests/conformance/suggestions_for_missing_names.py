# What a missing name or attribute could have meant; what is printed last is a chain of such errors.
class Whole:
    def __init__(self):
        self.part = Part()
        self.level = 1
        self.lever = 2
        self._hidden = 3

    def uses_own_attribute_as_name(self):
        return level

    def looks_for_hidden(self):
        return self.hidden

    @property
    def computed(self):
        return self.part


class Part:
    def __init__(self):
        self.colour = "red"


class Asked:
    def __init__(self):
        self.amount = 1

    def __getattr__(self, name):
        raise AttributeError(name)


def local_that_is_unset():
    if not whole:
        lavel = 1
    return label


def nearer_global():
    whale_ = 1
    return wholes


def in_class_body():
    class Body:
        amount = 1
        total = amounts


def near_builtin():
    return printt


def free_variable():
    amount = 1
    return lambda: amount and amounts


whole = Whole()
print_ = 1
attempts = [
    whole.uses_own_attribute_as_name,
    whole.looks_for_hidden,
    local_that_is_unset,
    nearer_global,
    in_class_body,
    near_builtin,
    free_variable(),
    lambda: whole.hidden,
    lambda: whole.leve,
    lambda: whole.colour,
    lambda: Asked().amuont,
    lambda: [].push,
    lambda: [].add,
    lambda: ().append,
    lambda: {}.put,
    lambda: "".trimEnd,
    lambda: weakref,
    lambda: json,
    lambda: while_,
]


def attempt(i):
    if i < len(attempts):
        try:
            attempts[i]()
        finally:
            attempt(i + 1)


attempt(0)
