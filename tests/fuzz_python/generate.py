"""Writes random programs about memory: program(seed) is always the same text for the same seed.

A program makes labelled objects ("~L3" is a list, "~N4" an instance...), ties them together, drops them,
collects, and prints what can be seen of it without addresses, times or the order of hashes."""

import random

PRELUDE = '''\
import gc
import sys
import weakref
gc.disable()
gc.collect()
saved = []


def label(o):
    t = type(o)
    if t in classes:
        return getattr(o, "n", "?")
    if t is list or t is tuple:
        if o and type(o[0]) is str and o[0][:1] == "~":
            return o[0]
    elif t is dict:
        if "n" in o and type(o["n"]) is str:
            return o["n"]
    elif t is set:
        for i in o:
            if type(i) is int and i > 770000:
                return "~S" + str(i - 770000)
    elif t is ValueError or t is KeyError:
        return str(o)
    elif t is function or t is generator:
        return o.__name__
    elif t is weakref.ref:
        return "ref"
    return ""


def labels(objects):
    return [l for l in [label(o) for o in objects] if l[:1] == "~" or l[:2] == "f_"]


def show(g):
    print("gen", g, labels(gc.get_objects(generation=g)))


def called(r):
    print("called back", r() is None)


def generate():
    yield


function = type(label)
generator = type(generate())

'''

# name, slots (or None), body of __del__ (or None)
DEL_BODIES = {
    "says": ['print("del", self.n)'],
    "breaks": ['print("del", self.n)', "self.x = None"],
    "rises": ['print("del", self.n)', "saved.append(self)"],
    "raises": ['print("del", self.n)', 'raise ValueError("no")'],
    "collects": ['print("del", self.n, gc.collect(0))'],
    "makes": ['print("del", self.n)', 'self.y = ["~made", self]', "self.y.append(self.y)"],
    "leaves": ['print("del", self.n)', 't = ["~left"]', "t.append(t)"],
    "counts": ['print("del", self.n, sys.getrefcount(self), gc.is_tracked(self), gc.get_count()[1:])'],
    "refers": ['print("del", self.n)', "self.x = weakref.ref(self, called)"],
    "finalized": ['print("del", self.n, gc.is_finalized(self), labels(gc.get_referents(self)))'],
    "drops": ['print("del", self.n)', "saved.clear()"],
}

ATTRIBUTES = ["x", "y", "z", "w"]


class Writer:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.lines = []
        self.depth = 0
        self.number = 0
        self.kinds = {}  # of the names that are bound now
        self.classes = {}  # name: attributes it may have
        self.functions = {}  # name: number of parameters
        self.generators = []
        self.automatic = False
        self.frozen = False

    # ---- small things ---------------------------------------------------------------------------

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
        return [n for n, k in self.kinds.items() if not kinds or k in kinds]

    def any_name(self):
        return self.pick(self.kinds) if self.kinds else "None"

    def target(self):
        return "abcdefghijkm"[self.random.randrange(12)]

    # ---- expressions ----------------------------------------------------------------------------

    def value(self, depth=0):
        """An expression for something to hold, mostly a name."""
        if depth < 2 and self.chance(25):
            return self.display(depth + 1)[0]
        if self.kinds and self.chance(85):
            return self.any_name()
        return self.pick(["None", "7", "'s'", "()", "1.5", "(1, 2)"])

    def values(self, least, most, depth):
        return [self.value(depth) for _ in range(self.random.randint(least, most))]

    def display(self, depth=0):
        """A new object: its expression and its kind."""
        kind = self.random.choice(["list"] * 4 + ["dict"] * 3 + ["tuple"] * 2 + ["set"] + ["instance"] * 6)
        if kind == "list":
            return "[" + ", ".join(['"' + self.fresh("L") + '"'] + self.values(0, 3, depth)) + "]", kind
        if kind == "dict":
            items = ['"n": "' + self.fresh("D") + '"']
            items += ['"%s": %s' % (self.pick("xyz"), v) for v in self.values(0, 2, depth)]
            return "{" + ", ".join(items) + "}", kind
        if kind == "tuple":
            return "(" + ", ".join(['"' + self.fresh("T") + '"'] + self.values(1, 3, depth)) + ")", kind
        if kind == "set":
            return "{77" + "%04d" % int(self.fresh("S")[2:]) + "}", kind
        return self.instance(), "instance"

    def instance(self):
        name = self.pick(self.classes)
        arguments = ['"' + self.fresh("N") + '"']
        if self.chance(30):
            arguments.append(self.value(2))
        return name + "(" + ", ".join(arguments) + ")"

    # ---- definitions ----------------------------------------------------------------------------

    def define_class(self, name):
        self.line("class %s:" % name)
        self.depth += 1
        if self.chance(30):
            self.line('__slots__ = ("n", "x", "y"%s)' % (', "__weakref__"' if self.chance(70) else ""))
        self.line("def __init__(self, n, x=None):")
        self.line("    self.n = n")
        if self.chance(60):
            self.line("    self.x = x")
        else:
            self.line("    if x is not None:")
            self.line("        self.x = x")
        if self.chance(65):
            self.line("def __del__(self):")
            for text in DEL_BODIES[self.random.choice(["says"] * 4 + sorted(DEL_BODIES))]:
                self.line("    " + text)
        if self.chance(20):
            self.line("def count(self):")
            self.line("    return sys.getrefcount(self)")
        self.depth -= 1
        self.classes[name] = True

    # ---- statements -----------------------------------------------------------------------------

    def bind(self, name, kind):
        self.kinds[name] = kind

    def make(self):
        text, kind = self.display()
        name = self.target()
        self.line("%s = %s" % (name, text))
        self.bind(name, kind)

    def alias(self):
        source = self.any_name()
        name = self.target()
        self.line("%s = %s" % (name, source))
        self.bind(name, self.kinds.get(source, "none"))

    def swap(self):
        if len(self.kinds) < 2:
            return
        a, b = self.random.sample(sorted(self.kinds), 2)
        self.line("%s, %s = %s, %s" % (a, b, b, a))
        self.kinds[a], self.kinds[b] = self.kinds[b], self.kinds[a]

    def drop(self):
        if not self.kinds:
            return
        name = self.any_name()
        if self.chance(30):
            self.line("%s = None" % name)
            self.kinds[name] = "none"
        else:
            self.line("del %s" % name)
            del self.kinds[name]

    def link(self):
        """Ties a value to a container."""
        holders = self.names("list", "dict", "instance", "set")
        if not holders:
            return
        holder = self.pick(holders)
        kind = self.kinds[holder]
        value = self.value(1)
        if kind == "list":
            self.line(self.random.choice(["%s.append(%s)", "%s.append(%s)", "%s.insert(1, %s)", "%s += [%s]"]) % (holder, value))
        elif kind == "dict":
            self.line('%s["%s"] = %s' % (holder, self.pick("wxyz"), value))
        elif kind == "set":
            self.line("%s.add(%s)" % (holder, self.random.randrange(50)))
        else:
            self.guarded(["%s.%s = %s" % (holder, self.pick("xy" if self.chance(70) else ATTRIBUTES), value)])

    def unlink(self):
        holders = self.names("list", "dict", "instance")
        if not holders:
            return
        holder = self.pick(holders)
        kind = self.kinds[holder]
        if kind == "list":
            self.line(self.random.choice(["del %s[1:2]", "del %s[1:]", "%s.clear()", "%s[1:] = []", "%s.reverse()"]) % holder)
        elif kind == "dict":
            self.line(self.random.choice(['%s.pop("x", None)', '%s.pop("y", None)', "%s.clear()"]) % holder)
        else:
            self.guarded(["del %s.%s" % (holder, self.pick("xy"))])

    def cycle(self):
        """A small knot in one go."""
        a, b = self.random.sample("abcdefghijkm", 2)
        for name in (a, b):
            text, kind = self.display()
            while kind in ("tuple", "set"):
                text, kind = self.display()
            self.line("%s = %s" % (name, text))
            self.bind(name, kind)
        for x, y in ((a, b), (b, a)):
            if self.kinds[x] == "list":
                self.line("%s.append(%s)" % (x, y))
            elif self.kinds[x] == "dict":
                self.line('%s["x"] = %s' % (x, y))
            else:
                self.line("%s.x = %s" % (x, y))
        if self.chance(60):
            self.line("del %s, %s" % (a, b))
            del self.kinds[a], self.kinds[b]

    def refer(self):
        """A weak reference."""
        names = self.names("instance")
        if not names:
            return
        name = self.target()
        callback = self.random.choice(["", ", called", ", called", ", lambda r: print(%d)" % self.random.randrange(100)])
        self.guarded(["%s = weakref.ref(%s%s)" % (name, self.pick(names), callback)], name)
        self.kinds[name] = "ref"

    def guarded(self, body, name=None):
        """Statements that may raise."""
        if name is not None and name not in self.kinds:
            self.line("%s = None" % name)
        self.line("try:")
        for text in body:
            self.line("    " + text)
        self.line("except Exception as error:")
        self.line("    print(type(error).__name__, error)")

    def observe(self):
        name = self.any_name()
        kind = self.random.randrange(11)
        if kind == 0:
            self.line("print(gc.is_tracked(%s))" % name)
        elif kind in (1, 2) and self.kinds.get(name, "none") != "none":
            self.line("print(sys.getrefcount(%s))" % name)
        elif kind == 3:
            self.line("print(gc.get_count()[1:])")
        elif kind in (4, 5):
            self.line("show(%d)" % self.random.randrange(3))
        elif kind == 6:
            self.line("print(labels(gc.get_referents(%s)))" % name)
        elif kind == 7:
            self.line("print(labels(saved))")
        elif kind == 8:
            self.line("print(label(%s), gc.is_finalized(%s))" % (name, name))
        elif kind == 9:
            refs = self.names("ref")
            if refs:
                self.line("print(%s() is None)" % self.pick(refs) if self.chance(70) else "print(weakref.getweakrefcount(%s))" % name)
        elif self.names("instance"):
            name = self.pick(self.names("instance"))
            self.line("print(weakref.getweakrefcount(%s))" % name)

    def collect(self):
        if self.chance(85):
            self.line("print(gc.collect(%s))" % self.random.choice(["0", "0", "1", "2", ""]))
        elif self.chance(30):
            self.line("saved.clear()")
        elif not self.frozen:
            # Before the first gc.freeze() 3.12 counts the interpreter's own immortal objects there.
            self.line("gc.freeze()")
            self.line("print(gc.get_freeze_count() > 0)")
            self.frozen = True
        else:
            self.line(self.random.choice(["gc.freeze()", "gc.unfreeze()"]))

    STATEMENTS = [
        ("make", 14), ("alias", 5), ("swap", 3), ("drop", 12), ("link", 14), ("unlink", 5), ("cycle", 7),
        ("refer", 6), ("observe", 16), ("collect", 9),
    ]

    def statement(self):
        names = [n for n, _ in self.STATEMENTS]
        weights = [w for _, w in self.STATEMENTS]
        getattr(self, self.random.choices(names, weights)[0])()

    # ---- the whole ------------------------------------------------------------------------------

    def program(self):
        for name in "PQR"[: self.random.randint(1, 3)]:
            self.define_class(name)
        self.line("")
        self.line("classes = (%s,)" % ", ".join(sorted(self.classes)))
        for _ in range(self.random.randint(10, 40)):
            self.statement()
        self.line('print("end", gc.collect(), labels(saved))')
        return PRELUDE + "\n".join(self.lines) + "\n"


def program(seed):
    return Writer(seed).program()


if __name__ == "__main__":
    import sys

    print(program(int(sys.argv[1])), end="")
