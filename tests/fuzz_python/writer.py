"""What a random program consists of below its statements: lines, names with kinds, expressions, classes."""

import random

# What __del__ does, beside saying so.
DEL_BODIES = {
    "says": [],
    "breaks": ["self.x = None"],
    "rises": ["saved.append(self)"],
    "raises": ['raise ValueError("no")'],
    "collects": ["out(gc.collect(0))"],
    "makes": ['self.y = ["~made", self]', "self.y.append(self.y)"],
    "leaves": ['t = ["~left"]', "t.append(t)"],
    "counts": ["out(sys.getrefcount(self), gc.is_tracked(self), gc.get_count()[1:])"],
    "refers": ["self.x = weakref.ref(self, called)"],
    "refers aside": ["saved.append(weakref.ref(self, called))"],
    "finalized": ["out(gc.is_finalized(self), labels(gc.get_referents(self)))"],
    "drops": ["saved.clear()"],
    "saves what it has": ['saved.append(getattr(self, "x", None))'],
    "looks": ["show(0)"],
}

BASES = ["", "", "", "", "list", "dict", "ValueError"]


class Writer:
    """Lines are written at the end, into the scope that is open; kinds says what each bound name names."""

    def __init__(self, seed, counting):
        self.random = random.Random(seed)
        self.lines = []
        self.depth = 0
        self.number = 0
        self.kinds = {}
        self.outer = []  # the kinds of the scopes around this one
        self.letters = "abcdefghijkm"
        self.classes = []
        self.managers = []
        self.functions = {}  # name: least and most arguments
        self.generators = {}
        self.frozen = False
        self.counting = counting  # is it seen how many allocations there were?

    # ---- small things -----------------------------------------------------------------------------

    def line(self, text):
        self.lines.append("    " * self.depth + text)

    def chance(self, percent):
        return self.random.randrange(100) < percent

    def pick(self, things):
        return self.random.choice(sorted(things))

    def fresh(self, letter):
        self.number += 1
        return "~" + letter + str(self.number)

    def names(self, *kinds):
        return [name for name, kind in self.kinds.items() if not kinds or kind in kinds]

    def any_name(self):
        """A bound name of this scope, now and then of one around it."""
        scope = self.kinds
        if self.outer and self.chance(20):
            scope = self.random.choice(self.outer)
        return self.pick(scope) if scope else "None"

    def kind_of(self, name):
        for scope in [self.kinds] + self.outer[::-1]:
            if name in scope:
                return scope[name]
        return "none"

    def target(self):
        return self.random.choice(self.letters)

    def open_scope(self, letters, parameters):
        self.outer.append(self.kinds)
        self.kinds = dict.fromkeys(parameters, "any")
        self.letters, outer_letters = letters, self.letters
        self.depth += 1
        return outer_letters

    def close_scope(self, outer_letters):
        self.depth -= 1
        self.letters = outer_letters
        self.kinds = self.outer.pop()

    def guarded(self, body, name=None):
        """Statements that may raise."""
        if name is not None and name not in self.kinds:
            self.line("%s = None" % name)
        self.line("try:")
        for text in body:
            self.line("    " + text)
        self.line("except Exception as error:")
        self.line("    out(type(error).__name__, error)")

    # ---- expressions ------------------------------------------------------------------------------

    def value(self, depth=0):
        """An expression for something to hold, mostly a name."""
        if depth < 2 and self.chance(25):
            return self.display(depth + 1)[0]
        if self.kinds and self.chance(85):
            name = self.any_name()
            return name if self.kind_of(name) != "iterator" else "None"  # copy.copy() knows no iterators here
        return self.pick(["None", "7", "'s'", "()", "1.5", "(1, 2)", "10 ** 20", "{}", "[]"])

    def values(self, least, most, depth):
        return [self.value(depth) for _ in range(self.random.randint(least, most))]

    def display(self, depth=0):
        """A new object: its expression and its kind."""
        if not self.counting and self.chance(12):
            return self.container(depth)
        kind = self.random.choice(["list"] * 4 + ["dict"] * 3 + ["tuple"] * 2 + ["set"] + ["instance"] * 7)
        if kind == "list":
            return "[" + ", ".join(['"' + self.fresh("L") + '"'] + self.values(0, 3, depth)) + "]", kind
        if kind == "dict":
            items = ['"n": "' + self.fresh("D") + '"']
            items += ["%s: %s" % (self.pick(['"x"', '"y"', '"z"', "5"]), v) for v in self.values(0, 2, depth)]
            return "{" + ", ".join(items) + "}", kind
        if kind == "tuple":
            # With a last item that no constant has: those of code objects, and the tuples that hold them, are
            # tracked until collections have met them, the first of which come while an interpreter starts.
            return "(" + ", ".join(['"' + self.fresh("T") + '"'] + self.values(1, 3, depth) + ["last"]) + ")", kind
        if kind == "set":
            return "{77%04d}" % int(self.fresh("S")[2:]), kind
        return self.instance(), "instance"

    def instance(self):
        arguments = ['"' + self.fresh("N") + '"']
        if self.chance(30):
            arguments.append(self.value(2))
        return "%s(%s)" % (self.pick(self.classes), ", ".join(arguments))

    def part(self):
        """An expression that reaches into something; it may raise."""
        name = self.any_name()
        kind = self.kind_of(name)
        if kind in ("list", "tuple"):
            return name + self.pick(["[0]", "[1]", "[-1]", "[1:]", "[:]"])
        if kind == "dict":
            return name + self.pick(['["n"]', '.get("x")', '["x"]', ".copy()"])
        if kind == "ref":
            return name + "()"
        return name + self.pick([".x", ".y", ".n"] + [".count()"] * (kind == "instance" or self.counting))

    # ---- classes ----------------------------------------------------------------------------------

    def define_class(self, name):
        base = self.random.choice(BASES + self.classes)
        self.line("class %s%s:" % (name, "(%s)" % base if base else ""))
        self.depth += 1
        if self.chance(30) and not base:
            self.line('__slots__ = ("n", "x", "y"%s)' % (', "__weakref__"' if self.chance(70) else ""))
        self.line("def __init__(self, n, x=None):")
        if base in self.classes and not self.counting and self.chance(50):
            self.line("    super().__init__(n, [x])")
        self.line("    self.n = n")
        if self.chance(60):
            self.line("    self.x = x")
        else:
            self.line("    if x is not None:")
            self.line("        self.x = x")
        if self.chance(65):
            self.line("def __del__(self):")
            self.line('    out("del", self.n)')
            for text in DEL_BODIES[self.random.choice(["says"] * 4 + sorted(DEL_BODIES))]:
                self.line("    " + text)
        # list.count would be called by another name in messages.
        if self.chance(30) or (base == "list" and not self.counting):
            self.line("def count(self):")
            self.line("    out(sys.getrefcount(self))")
            self.line("    return self")
        if not self.counting:
            self.more_methods(name)
        self.depth -= 1
        self.line("")
        self.line("")
        self.classes.append(name)

    def more_methods(self, name):
        if self.chance(40):
            self.managers.append(name)
            self.line("def __enter__(self):")
            self.line("    return " + self.pick(["self", "[self]", "self.n"]))
            self.line("def __exit__(self, *details):")
            self.line('    out("exit", self.n, label(details[1]))')
            self.line("    " + self.pick(["self.x = details", "saved.append(details[2])", "return True", "pass"]))
        if self.chance(15):
            self.line("@property")
            self.line("def z(self):")
            self.line("    return [self, self.x]")
        if self.chance(10):
            self.line("def __getattr__(self, name):")
            self.line('    if name[:2] == "__":')  # what asks for such names differs between patch releases
            self.line("        raise AttributeError(name)")
            self.line('    out("missed", name)')
            self.line("    return None" if self.chance(50) else "    raise AttributeError(name)")
        if self.chance(10):
            self.line("def __eq__(self, other):")
            self.line("    return self is other or out(label(other))")
            self.line("def __hash__(self):")
            self.line("    return 7")
        if self.chance(10):
            self.line("held = [saved]")
