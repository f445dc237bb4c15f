"""Statements about what runs when, and what holds what meanwhile: finally, with, chains of exceptions,
comprehensions, bound methods, classes that are dropped, and more of what the module gc does."""

from writer import Writer


class Flow(Writer):
    def finally_block(self):
        if self.depth >= 2:
            return
        heads = ["try:"]
        if self.chance(60):
            heads.append("except Exception as error:")
            if self.chance(30):
                heads.append("else:")
        if len(heads) == 1 or self.chance(70):
            heads.append("finally:")
        self.block(heads, 1, 3, ["None.nothing", 'raise KeyError("%s")' % self.fresh("E"), ""] if "except" in heads[1] else [])

    def manage(self):
        if not self.managers or self.depth >= 2:
            return
        name = self.target()
        manager = '%s("%s")' % (self.pick(self.managers), self.fresh("N"))
        if self.chance(30):
            self.block(["with %s:" % manager], 1, 3)
        else:
            self.line("%s = None" % name)
            self.kinds[name] = "any"
            self.block(["with %s as %s:" % (manager, name)], 1, 3)

    def chain(self):
        """An exception while another one is handled."""
        name = self.target()
        self.line("try:")
        self.line("    try:")
        self.line("        %s" % self.random.choice(['raise ValueError("%s")' % self.fresh("E"), "out({}[3])"]))
        self.line("    except Exception as inner:")
        self.line("        %s" % self.random.choice(['raise KeyError("%s")', 'raise KeyError("%s") from inner', 'raise KeyError("%s") from None']) % self.fresh("E"))
        self.line("except Exception as error:")
        self.line("    " + self.random.choice(["out(labels(gc.get_referents(error)))", "out(label(error.__context__))", "%s = error" % name,
                                               "error.__context__.x = error", "saved.append(error.__traceback__)",
                                               "saved.append(error.with_traceback(None))", "error.__traceback__ = None",
                                               "out(label(error.__context__) and sys.getrefcount(error.__context__))"]))  # fmt: skip
        if name + " = error" in self.lines[-1]:
            if name not in self.kinds:
                self.lines[-7:-7] = ["    " * self.depth + name + " = None"]
            self.kinds[name] = "any"

    def comprehend(self):
        source = self.any_name()
        name = self.target()
        forms = ["[i for i in %s]", "[lambda: i for i in %s]", "{label(i): i for i in %s}", '["~C", [j for j in [%s]]]',
                 "[(i, k, last) for i in %s for k in saved]", "{k: [i] for k, i in enumerate(%s)}",
                 "[i for i in %s if label(i)]", "[[i, j] for i in [%s] for j in [i]]"]  # fmt: skip
        self.guarded(["%s = %s" % (name, self.random.choice(forms) % source)], name)
        self.kinds[name] = "any"

    def method(self):
        """Binds a method, or calls one."""
        methods = self.names("method")
        if methods and self.chance(50):
            name = self.pick(methods)
            self.guarded([self.random.choice(["%s()", "out(label(%s.__self__))", "out(callable(%s) and sys.getrefcount(%s))", "%s.__self__.x = %s"]).replace("%s", name)])
            return
        names = self.names("instance")
        if names:
            source = self.pick(names)
            name = self.target()
            if self.chance(40):
                self.guarded(["%s.x = %s.count" % (source, source)])
            else:
                self.guarded(["%s = %s.count" % (name, source)], name)
                self.kinds[name] = "method"

    def short(self):
        """A function in an expression, and what it holds on to."""
        name = self.target()
        forms = ["lambda q=%s: q", "lambda: %s", "lambda *q: (lambda: q)", "(lambda q: [q, q])(%s)", "(lambda *q: q)(%s, last)",
                 "(lambda **q: q)(n=label(%s), x=%s)", "(lambda q: (lambda: q))(%s)"]  # fmt: skip
        text = self.random.choice(forms).replace("%s", self.any_name())
        self.guarded(["%s = %s" % (name, text)], name)
        self.kinds[name] = "any"

    def passing_class(self):
        """A class that is made and dropped, in cycles with what is made of it."""
        if self.depth:
            return
        base = self.pick(["", "(%s)" % self.pick(self.classes), "(list)", "(Exception)"])
        self.line("class Passing%s:" % base)
        body = ["held = [%s]" % self.value(2), "def method(self):", "    return Passing", "@property", "def part(self):",
                "    return self.__dict__"]  # fmt: skip
        self.lines += ["    " + text for text in self.random.choice([["pass"], body[:1], body[1:3], body[3:], body])]
        if self.chance(50):
            self.line("Passing.own = Passing.__new__(Passing)")
        if self.chance(30):
            self.line("saved.append(Passing)")
        if self.chance(30):
            self.line("out(sys.getrefcount(Passing))")
        self.line("del Passing")

    def freeze_a_while(self):
        """What is frozen is old already: gc.unfreeze() would put what is young before the dict of __main__,
        which is in no list here. For the same reason nothing gets old meanwhile."""
        if self.frozen or self.depth or self.outer:
            return
        self.line("gc.collect()")
        self.line("gc.freeze()")
        for _ in range(self.random.randint(1, 4)):
            self.make()
            self.link()
            self.drop()
        self.line("out(gc.get_count()[1:], labels(gc.get_objects()))")
        if self.chance(50):
            self.line("out(gc.collect(0))")
        self.line("gc.unfreeze()")
        self.line("out(gc.get_freeze_count(), labels(gc.get_objects()))")

    def save_all(self):
        if self.depth or self.outer:
            return
        self.line("gc.set_debug(gc.DEBUG_SAVEALL)")
        self.statement()
        self.line("out(gc.collect(%s))" % self.random.choice(["", "0", "1"]))
        self.line("gc.set_debug(0)")
        self.line("out(labels(gc.garbage))")
        self.line(self.random.choice(["gc.garbage.clear()", "saved.extend(gc.garbage[:2])", "del gc.garbage[:]"]))

    def observe_more(self):
        name = self.any_name()
        forms = ["out(labels(gc.get_objects()))", "out(gc.garbage)", "out(sys.getsizeof(%s))", "shared = %s", "out(label(shared))",
                 "out(label(%s) and type(gc.get_referents(%s)[-1]).__name__)", "out(weakref.getweakrefs(%s) == [])",
                 "out(label(%s), [type(r).__name__ for r in weakref.getweakrefs(%s)])", "out(hasattr(%s, 'x'), isinstance(%s, list))"]  # fmt: skip
        self.guarded([self.random.choice(forms).replace("%s", name)])

    STATEMENTS = {
        "finally_block": 3, "manage": 3, "chain": 2, "comprehend": 4, "method": 4, "short": 3, "passing_class": 2,
        "freeze_a_while": 1, "save_all": 1, "observe_more": 4,
    }  # fmt: skip
