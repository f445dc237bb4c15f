"""Writes random programs about memory: program(seed) is always the same text.

A program makes labelled objects ("~L3" is a list, "~N4" an instance...), ties them together, drops them,
collects, and prints what can be seen of it without addresses, times or the order of hashes."""

from containers import Containers
from flow import Flow
from weak import Weak

PRELUDE = '''\
import gc
import sys
import weakref
import copy
from collections import OrderedDict, defaultdict, deque


class Once:
    pass


out = print
saved = []
shared = None
last = object()


def label(o):
    t = type(o)
    if t in classes:
        return getattr(o, "n", "?")
    if t is list or t is deque:
        if o and type(o[0]) is str and o[0][:1] == "~":
            return o[0]
    elif t is tuple:
        if o and o[-1] is last and type(o[0]) is str:
            return o[0]
    elif t is dict or t is OrderedDict or t is defaultdict:
        if "n" in o and type(o["n"]) is str:
            return o["n"]
    elif t is set or t is frozenset:
        for i in o:
            if type(i) is int and i > 770000:
                return f"~S{i - 770000}"
    elif t is ValueError or t is KeyError:
        return f"{o}"
    elif t is function or t is generator:
        return o.__name__
    elif t is method:
        return label(o.__self__) and f"~m{label(o.__self__)}"
    elif t is type:
        return f"~{o.__name__}" if o in classes or o.__name__ == "Passing" else ""
    elif t is weakref.ref:
        return "ref"
    return ""


def labels(objects):
    return [l for l in [label(o) for o in objects] if l[:1] == "~" or l[:2] == "f_"]


def show(g):
    out("gen", g, labels(gc.get_objects(generation=g)))


def called(r):
    out("called back", r() is None)


def counted(phase, info):
    out(phase, info["generation"], info["collected"], info["uncollectable"])


def generate():
    yield


class Bound:
    def method(self):
        pass


function = type(label)
method = type(Bound().method)
generator = type(generate())
weakref.finalize(Once(), len, saved)  # which imports atexit
del Once
gc.disable()
gc.collect()


'''


class Program(Containers, Weak, Flow):
    # ---- names ------------------------------------------------------------------------------------

    def make(self):
        text, kind = self.display()
        name = self.target()
        self.line("%s = %s" % (name, text))
        self.kinds[name] = kind

    def alias(self):
        source = self.any_name()
        kind = self.kind_of(source)
        name = self.target()
        if name not in self.kinds and any(name in scope for scope in self.outer):
            return
        self.line("%s = %s" % (name, source))
        self.kinds[name] = kind

    def swap(self):
        if len(self.kinds) < 2:
            return
        a, b = self.random.sample(sorted(self.kinds), 2)
        self.line("%s, %s = %s, %s" % (a, b, b, a))
        self.kinds[a], self.kinds[b] = self.kinds[b], self.kinds[a]

    def drop(self):
        if not self.kinds:
            return
        name = self.pick(self.kinds)
        if self.chance(30):
            self.line("%s = None" % name)
            self.kinds[name] = "none"
        else:
            self.line("del %s" % name)
            del self.kinds[name]

    # ---- references -------------------------------------------------------------------------------

    def link(self):
        """Ties a value to a container."""
        holders = self.names("list", "dict", "instance", "set")
        if not holders:
            return
        holder = self.pick(holders)
        kind = self.kinds[holder]
        value = self.value(1)
        if kind == "list":
            form = self.random.choice(["%s.append(%s)", "%s.append(%s)", "%s.insert(1, %s)", "%s += [%s]", "%s[1:1] = [%s]"])
            self.line(form % (holder, value))
        elif kind == "dict":
            form = self.random.choice(["%s[%s] = %s", "%s[%s] = %s", "%s.setdefault(%s, %s)", "%s.update({%s: %s})"])
            self.line(form % (holder, self.pick(['"w"', '"x"', '"y"', '"z"', "3"]), value))
        elif kind == "set":
            self.line("%s.add(%s)" % (holder, self.random.randrange(50)))
        else:
            self.guarded(["%s.%s = %s" % (holder, self.pick("xy" if self.chance(70) else "wxyz"), value)])

    def unlink(self):
        holders = self.names("list", "dict", "instance")
        if not holders:
            return
        holder = self.pick(holders)
        kind = self.kinds[holder]
        if kind == "list":
            forms = ["del %s[1:2]", "del %s[1:]", "%s.clear()", "%s[1:] = []", "%s.reverse()", "%s *= 0", "%s.pop()"]
            self.guarded([self.random.choice(forms) % holder])
        elif kind == "dict":
            self.line(self.random.choice(['%s.pop("x", None)', '%s.pop("y", None)', "%s.clear()"]) % holder)
        else:
            self.guarded(["del %s.%s" % (holder, self.pick("xy"))])

    def cycle(self):
        """A small knot in one go."""
        a, b = self.random.sample(self.letters, 2)
        forms = {"list": "%s.append(%s)", "dict": '%s["x"] = %s', "instance": "%s.x = %s"}
        for kind in ("deque", "odict", "ddict"):
            forms[kind] = "%s.append(%s)" if kind == "deque" else '%s["x"] = %s'
        for name in (a, b):
            text, kind = self.display()
            while kind not in forms:
                text, kind = self.display()
            self.line("%s = %s" % (name, text))
            self.kinds[name] = kind
        for x, y in ((a, b), (b, a)):
            self.line(forms[self.kinds[x]] % (x, y))
        if self.chance(60):
            self.line("del %s, %s" % (a, b))
            del self.kinds[a], self.kinds[b]

    # ---- blocks -----------------------------------------------------------------------------------

    def block(self, heads, least, most, ends=()):
        """Blocks one after the other, of which each may run never or often: what they bind is bound before, what
        they bind they leave bound. The first of them may end with something else."""
        before = dict(self.kinds)
        start = len(self.lines)
        for head in heads:
            at = len(self.lines)
            self.line(head)
            self.depth += 1
            for _ in range(self.random.randint(least, most)):
                self.statement()
            for name in sorted(set(before) - set(self.kinds)):
                self.line("%s = None" % name)
            if ends and head == heads[0]:
                self.line(self.random.choice(ends) or "pass")
            elif len(self.lines) == at + 1:
                self.line("pass")
            self.depth -= 1
            self.kinds.update(dict.fromkeys(set(before) - set(self.kinds), "none"))
        new = sorted(set(self.kinds) - set(before))
        self.lines[start:start] = ["    " * self.depth + "%s = None" % name for name in new]
        for name in self.kinds:
            if before.get(name) != self.kinds[name]:
                self.kinds[name] = "any"

    def loop(self):
        if self.depth < 2:
            self.kinds = dict.fromkeys(self.kinds, "any")
            self.block(["for turn in range(%d):" % self.random.randint(2, 5)], 1, 4)

    def branch(self):
        if self.depth < 2:
            self.block(["if %s:" % self.value()], 1, 3)

    def attempt(self):
        """Raises, holds the exception or not."""
        if self.depth >= 2:
            return
        self.line("try:")
        self.depth += 1
        self.line("%s" % self.random.choice(['raise ValueError("%s")' % self.fresh("E"), "None.nothing", "out({}[%s])" % self.random.randrange(9)]))
        self.depth -= 1
        self.line("except Exception as error:")
        name = self.target()
        choice = self.random.randrange(4)
        if choice == 0:
            self.line("    out(sys.getrefcount(error), gc.is_tracked(error))")
        elif choice == 1:
            self.line("    error.x = error")
        elif choice == 2:
            self.line("    saved.append(error)")
        else:
            self.line("    %s = error" % name)
            self.kinds[name] = "any"

    def automatic(self):
        """Collections by the thresholds."""
        if self.depth > 0 or not self.counting:
            return
        self.line("gc.set_threshold(%d, %d, %d)" % (self.random.choice([1, 2, 3, 5, 8, 13, 21]), self.random.randint(1, 4), self.random.randint(1, 4)))
        self.line("gc.enable()")
        if self.chance(50):
            self.loop()
        for _ in range(self.random.randint(0, 5)):
            self.statement()
        self.line("gc.disable()")
        self.line("out(gc.get_count())")
        self.line("show(%d)" % self.random.randrange(3))

    # ---- functions --------------------------------------------------------------------------------

    def define_function(self):
        if self.outer or self.depth:
            return
        name = "f_%d" % (len(self.functions) + len(self.generators))
        parameters = ["u", "v"][: self.random.randint(0, 2)]
        least = len(parameters)
        shown = list(parameters)
        if parameters and self.chance(50):
            shown[-1] += "=" + self.value(1)
            least -= 1
        self.line("")
        self.line("")
        self.line("def %s(%s):" % (name, ", ".join(shown)))
        letters = self.open_scope("pqrstuv", parameters)
        if not self.counting and self.chance(30):
            self.line("global shared")
            self.line("shared = " + self.value(1))
        is_generator = self.chance(30)
        for i in range(self.random.randint(1, 6)):
            self.statement()
            if is_generator and (i == 0 or self.chance(50)):
                self.line(self.give())
        if not is_generator:
            self.finish_function()
        self.close_scope(letters)
        self.line("")
        self.line("")
        (self.generators if is_generator else self.functions)[name] = (least, len(parameters))

    def give(self):
        if self.counting or self.chance(60):
            return "yield " + self.value()
        name = self.target()
        self.kinds[name] = "any"
        return self.random.choice(["%s = yield %s", "%s = yield from %s", "%s = (yield %s), last"]) % (name, self.value())

    def finish_function(self):
        choice = self.random.randrange(5 if self.counting else 7)
        if choice == 0 and self.kinds:
            inner = self.pick(self.kinds)
            self.line("def f_inner():")
            self.line("    out(label(%s) and sys.getrefcount(%s))" % (inner, inner))
            if self.chance(30):
                self.line("    return f_inner")
            self.line("return f_inner")
        elif choice == 1 and self.kinds:
            self.line("return lambda: %s" % self.pick(self.kinds))
        elif choice == 2:
            self.line('raise ValueError("%s")' % self.fresh("E"))
        elif choice == 5 and self.kinds:
            inner = self.pick(self.kinds)
            self.line("def f_inner(*more):")
            self.line("    nonlocal %s" % inner)
            self.line("    %s, more = more, %s" % (inner, inner))
            self.line("    return more")
            self.line("return " + self.pick(["f_inner", "[f_inner, f_inner]", "f_inner(%s)" % self.value()]))
        elif choice == 6:
            self.line("try:")
            self.line("    return " + self.value())
            self.line("finally:")
            self.line("    " + self.pick(["out(sys.getrefcount(saved))", "saved.append(%s)" % self.value()]))
        else:
            self.line("return " + self.value())

    def arguments(self, least, most):
        return ", ".join(self.values(least, most, 1))

    def call(self):
        if self.functions and not self.outer:
            function = self.pick(self.functions)
            name = self.target()
            arguments = self.arguments(*self.functions[function])
            if arguments and not self.counting and self.chance(25):
                arguments = self.pick(["*[%s]", "*(%s, last)[:-1]", "**dict(zip('uv', [%s]))"]) % arguments
            text = "%s(%s)" % (function, arguments)
            if self.chance(60):
                self.guarded(["%s = %s" % (name, text)], name)
                self.kinds[name] = "any"
            else:
                self.guarded([self.random.choice(["out(label(%s))", "%s", "%s()"]) % text])

    def iterate(self):
        """Makes a generator, goes on with one, or ends it."""
        generators = self.names("generator")
        if generators and self.chance(60):
            name = self.pick(generators)
            forms = ["next(%s)", "out(label(next(%s)))", "%s.close()", "out(labels(%s))"]
            if not self.counting:
                value = self.value(1)
                forms += ["out(label(%%s.send(%s)))" % value.replace("%", "%%"), '%s.throw(KeyError("~E"))', "%s.send(%s)",
                          "out(labels(gc.get_referents(%s)))", "out(%s.gi_frame is None, %s.gi_running)"]  # fmt: skip
            self.guarded([self.random.choice(forms).replace("%s", name).replace("%%", "%")])
        elif self.generators and not self.outer:
            function = self.pick(self.generators)
            name = self.target()
            self.line("%s = %s(%s)" % (name, function, self.arguments(*self.generators[function])))
            self.kinds[name] = "generator"

    # ---- what is printed --------------------------------------------------------------------------

    def observe(self):
        name = self.any_name()
        refs = self.names("ref")
        if refs and self.chance(20):
            self.line("out(%s() is None)" % self.pick(refs))
            return
        forms = [
            "out(gc.is_tracked(%(name)s))",
            "out(label(%(name)s) and sys.getrefcount(%(name)s))",
            "out(label(%(name)s) and sys.getrefcount(%(name)s))",
            "out(gc.get_count()%s)" % ("" if self.counting else "[1:]"),
            "show(%(number)d)",
            "show(%(number)d)",
            "out(labels(gc.get_referents(%(name)s)))",
            "out(labels(gc.get_referrers(%(name)s)))",
            "out(labels(saved))",
            "out(label(%(name)s), gc.is_finalized(%(name)s))",
            "out(weakref.getweakrefcount(%(name)s))",
        ]
        form = self.random.choice(forms)
        # What refers to None and the like is the interpreter's own.
        if self.kind_of(name) not in ("none", "any") or "referrers" not in form:
            self.line(form % {"name": name, "number": self.random.randrange(3)})

    def observe_part(self):
        part = self.part()
        self.guarded([self.random.choice(["out(label(%s))", "out(gc.is_tracked(%s))", "out(labels(gc.get_referents(%s)))"]) % part])

    def observe_count(self):
        """How many allocations an expression is."""
        if not self.counting:
            return
        self.line("count = gc.get_count()[0]")
        self.make()
        self.line("out(gc.get_count()[0] - count)")

    def collect(self):
        if self.chance(80):
            self.line("out(gc.collect(%s))" % self.random.choice(["0", "0", "1", "2", ""]))
        elif self.chance(20):
            self.line("saved.clear()")
        elif self.chance(20):
            self.line(self.random.choice(["gc.callbacks.append(counted)", "gc.callbacks.clear()"]))
        elif not self.frozen:
            # Before the first gc.freeze() 3.12 counts the interpreter's own immortal objects there.
            self.line("gc.freeze()")
            self.line("out(gc.get_freeze_count() > 0)")
            self.frozen = True
        else:
            # gc.unfreeze() would put what is young before the dict of __main__, which is in no list here.
            self.line("gc.freeze()")

    # ---- the whole --------------------------------------------------------------------------------

    COMMON = {
        "make": 14, "alias": 5, "swap": 3, "drop": 12, "link": 14, "unlink": 5, "cycle": 7, "refer": 6, "finalize": 1,
        "loop": 3, "branch": 2, "attempt": 3, "automatic": 3, "define_function": 4, "call": 7, "iterate": 5,
        "observe": 18, "observe_part": 5, "observe_count": 2, "collect": 9,
    }  # fmt: skip

    # What modules that are written in Python allocate is not what gcstep allocates for them.
    UNCOUNTED = Containers.STATEMENTS | Weak.STATEMENTS | Flow.STATEMENTS

    def statement(self):
        weights = self.COMMON if self.counting else self.COMMON | self.UNCOUNTED
        getattr(self, self.random.choices(list(weights), list(weights.values()))[0])()

    def text(self):
        for name in "PQR"[: self.random.randint(1, 3)]:
            self.define_class(name)
        self.line("classes = (%s,)" % ", ".join(self.classes))
        for _ in range(self.random.randint(10, 40) if self.counting else self.random.randint(30, 120)):
            self.statement()
        self.line('out("end", gc.collect(), labels(saved))')
        return PRELUDE + "\n".join(self.lines) + "\n"


def program(seed, counting=False):
    """The text, and how many lines at its start are the same in every program. With `counting` it shows how
    many allocations there were: by gc.get_count()[0], and by when collections come of themselves."""
    text = Program(seed, counting).text()
    return text, text[: text.index("class P")].count("\n")


if __name__ == "__main__":
    import sys

    print(program(int(sys.argv[1]))[0], end="")
