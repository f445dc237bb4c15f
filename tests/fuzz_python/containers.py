"""Statements about containers beyond list, dict, tuple and set: those of collections, copies of any of them,
iterators and views over them, and how they look as text."""

import re

from writer import Writer


class Containers(Writer):
    def container(self, depth=0):
        """A new one: its expression and its kind."""
        kind = self.random.choice(["deque"] * 3 + ["odict"] * 2 + ["ddict"] * 2 + ["frozenset"])
        if kind == "deque":
            items = ", ".join(['"' + self.fresh("Q") + '"'] + self.values(0, 3, depth))
            return "deque([%s]%s)" % (items, ", 3" if self.chance(30) else ""), kind
        if kind == "odict":
            form = self.random.choice(['OrderedDict(n="%s", x=%s)', 'OrderedDict([("n", "%s"), ("y", %s)])'])
            return form % (self.fresh("O"), self.value(depth + 1)), kind
        if kind == "ddict":
            factory = self.pick(["list", "dict", "None", "lambda: " + self.value(2)])
            return 'defaultdict(%s, n="%s", y=%s)' % (factory, self.fresh("F"), self.value(depth + 1)), kind
        return "frozenset([77%04d])" % int(self.fresh("S")[2:]), kind

    FILLED = {
        "deque": ["%s.append(%s)", "%s.appendleft(%s)", "%s.extend([%s, 1])", "%s += [%s]", "%s.insert(1, %s)", "%s[-1] = %s"],
        "odict": ['%s["x"] = %s', "%s.update(y=%s)", '%s.setdefault("z", %s)', '%s["n"] = %s'],
        "ddict": ['%s["z"].append(%s)', '%s["x"] = %s', "%s[%s]", '%s["w"]["x"] = %s'],
        "list": ["%s.extend((%s, 2))", "%s[-1:] = [%s]", "%s[len(%s)] = 0", "%s.remove(%s)"],
        "dict": ["%s |= {'w': %s}", "%s.update(w=%s)"],
        "set": ["%s.discard(%s)"],
    }
    EMPTIED = {
        "deque": ["%s.pop()", "%s.popleft()", "%s.clear()", "%s.rotate(1)", "%s.reverse()", "del %s[1]", "%s.remove(1)"],
        "odict": ["%s.popitem()", "%s.popitem(last=False)", '%s.pop("x", None)', "%s.clear()", '%s.move_to_end("n")',
                  '%s.move_to_end("x", last=False)'],  # fmt: skip
        "ddict": ['%s.pop("z", None)', "%s.clear()", "%s.default_factory = None", "%s.popitem()"],
        "list": ["%s.sort(key=label)", "del %s[::2]", "%s.pop(1)"],
        "dict": ["%s.popitem()", 'del %s["x"]'],
        "set": ["%s.pop()"],
    }  # fmt: skip

    def fill(self):
        names = self.names(*self.FILLED)
        if names:
            name = self.pick(names)
            self.guarded([self.random.choice(self.FILLED[self.kinds[name]]) % (name, self.value(1))])

    def empty(self):
        names = self.names(*self.EMPTIED)
        if names:
            name = self.pick(names)
            self.guarded([self.random.choice(self.EMPTIED[self.kinds[name]]) % name])

    COPIES = {
        "list": ["%s[:]", "list(%s)", "%s + [last]", "%s * 2", "sorted(%s, key=label)", '["~C", *%s]', "tuple(%s)", "%s.copy()"],
        "dict": ["dict(%s)", "%s.copy()", '{**%s, "y": last}', '%s | {"x": last}', "dict.fromkeys(%s, last)",
                 "list(%s.items())", "OrderedDict(%s)", "list(%s.values())", "[*%s.items()]"],
        "tuple": ["%s[:]", "%s + (last,)", "list(%s)", "%s * 2", "(1, *%s)"],
        "deque": ["%s.copy()", "list(%s)", "deque(%s, 2)", "%s * 2", "%s + %s"],
        "odict": ["%s.copy()", "dict(%s)", "list(%s.items())", "[*reversed(%s)]"],
        "ddict": ["%s.copy()", "dict(%s)", "%s | {'w': last}"],
        "set": ["%s.copy()", "%s | {1}", "frozenset(%s)", "%s - {1}", "%s ^ {2}"],
    }  # fmt: skip

    def copy(self):
        # No deep copies: iterators and methods, which they may reach, cannot be copied here.
        names = self.names("instance", *self.COPIES)
        if not names:
            return
        source = self.pick(names)
        text = self.random.choice(self.COPIES.get(self.kinds[source], []) + ["copy.copy(%s)"])
        name = self.target()
        self.guarded(["%s = %s" % (name, text.replace("%s", source))], name)
        self.kinds[name] = "any"

    def iterator(self):
        """Makes an iterator, or goes on with one."""
        iterators = self.names("iterator")
        if iterators and self.chance(60):
            name = self.pick(iterators)
            forms = ["out(label(next(%s)))", "next(%s, None)", "out(labels(%s))", "out(gc.is_tracked(%s))",
                     "out(labels(gc.get_referents(%s)))", "out(%s is not None and sys.getrefcount(%s))"]  # fmt: skip
            self.guarded([self.random.choice(forms).replace("%s", name)])
            return
        sources = self.names("list", "dict", "tuple", "deque", "odict", "ddict")
        if sources:
            forms = ["iter(%s)", "reversed(%s)", "enumerate(%s)", "zip(%s, saved)", "map(label, %s)", "filter(None, %s)",
                     "(i for i in %s)", "(i for i in list(%s) if i is not last)"]  # fmt: skip
            source = self.pick(sources)
            if "dict" in self.kinds[source]:
                forms += ["iter(%s.values())", "iter(%s.items())", "reversed(%s.items())"]
            name = self.target()
            self.guarded(["%s = %s" % (name, self.random.choice(forms) % source)], name)
            self.kinds[name] = "iterator"

    def view(self):
        names = self.names("dict", "odict", "ddict")
        if not names:
            return
        name = self.pick(names)
        if self.chance(30):
            into = self.target()
            self.guarded(["%s = %s.%s()" % (into, name, self.pick(["keys", "values", "items"]))], into)
            self.kinds[into] = "any"
            return
        forms = ["out(labels(%s.values()))", "out(len(%s), list(%s)[0])", "out(%s.keys() & {'n', 'x'} == {'n'})",
                 "out([k for k, i in %s.items() if label(i)])", 'out("x" in %s, len(%s.items()))',
                 "out(sorted(map(str, %s)))", "out(max(%s, key=str))", "out([label(%s[k]) for k in %s])"]  # fmt: skip
        self.guarded([self.random.choice(forms).replace("%s", name)])

    def text_of(self):
        forms = ["out(repr(it))", "out(f'{it!r}', f'{label(it):>6}|')", 'out("%s is %-5s|" % (it, label(it)))',
                 'out("{0!s} {1:.3}".format(it, label(it)))', "out(str(it), bool(it))", "out(type(it).__name__, callable(it))",
                 "out(', '.join([label(i) for i in it]))", "out(len(it))"]  # fmt: skip
        self.guarded([re.sub(r"\bit\b", self.any_name(), self.random.choice(forms))])

    STATEMENTS = {"fill": 7, "empty": 4, "copy": 5, "iterator": 4, "view": 3, "text_of": 3}
