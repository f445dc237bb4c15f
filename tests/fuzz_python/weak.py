"""Statements about the module weakref: references, proxies, finalizers and its containers."""

from writer import Writer


class Weak(Writer):
    def callback(self):
        return self.random.choice(["", ", called", ", called", ", lambda r: out(%d)" % self.random.randrange(100), ", saved.append"])

    def refer(self):
        """A weak reference."""
        names = self.names("instance")
        if not names:
            return
        name = self.target()
        self.guarded(["%s = weakref.ref(%s%s)" % (name, self.pick(names), self.callback())], name)
        self.kinds[name] = "ref"

    def proxy(self):
        """Makes a proxy, or reaches through one."""
        proxies = self.names("proxy")
        if proxies and self.chance(60):
            name = self.pick(proxies)
            forms = ["out(%s.n)", "%s.x = " + self.value(1), "out(label(%s.x))", "del %s.x", "out(%s.count() is None)",
                     "%s.append(1)", "out(len(%s))", "out(%s == saved)"]  # fmt: skip
            self.guarded([self.random.choice(forms) % name])
            return
        names = self.names("instance", "deque", "set")
        if names:
            name = self.target()
            callback = ", lambda r: out(%d)" % self.random.randrange(100) if self.chance(40) else ""
            self.guarded(["%s = weakref.proxy(%s%s)" % (name, self.pick(names), callback)], name)
            self.kinds[name] = "proxy"

    def finalize(self):
        finalizers = self.names("finalizer")
        if finalizers and self.chance(50):
            name = self.pick(finalizers)
            forms = ["out(%s.alive)", "%s()", "%s.atexit = False", "out(%s.detach() is None)", "out(%s.peek() is None)"]
            self.guarded([self.random.choice(forms) % name])
            return
        names = self.names("instance")
        if names:
            text = 'weakref.finalize(%s, out, "finalize", %d)' % (self.pick(names), self.random.randrange(100))
            if self.counting or self.chance(50):
                self.guarded([text])
            else:
                name = self.target()
                self.guarded(["%s = %s" % (name, text)], name)
                self.kinds[name] = "finalizer"

    def weak_method(self):
        names = self.names("instance")
        if names:
            name = self.target()
            self.guarded(["%s = weakref.WeakMethod(%s.count%s)" % (name, self.pick(names), self.callback())], name)
            self.kinds[name] = "ref"

    # ---- containers -------------------------------------------------------------------------------

    WEAK = {"values": "WeakValueDictionary", "keys": "WeakKeyDictionary", "members": "WeakSet"}
    FORMS = {
        "values": ['%s["x"] = {a}', '%s["y"] = {a}', "out(labels(%s.values()))", "out(len(%s), list(%s))", '%s.pop("x", None)',
                   '%s.setdefault("z", {a})', 'out(label(%s.get("x")))', 'del %s["y"]', "out([k for k, i in %s.items()])",
                   "%s.clear()", "out(len(%s.valuerefs()))", 'out("x" in %s)'],
        "keys": ["%s[{a}] = {v}", "%s[{a}] = {a}", "out(labels(%s))", "out(labels(%s.values()))", "del %s[{a}]",
                 "out(label(%s.get({a})))", "out({a} in %s, len(%s))", "%s.clear()", "out(len(%s.keyrefs()))"],
        "members": ["%s.add({a})", "%s.add({a})", "out(sorted(labels(%s)))", "%s.discard({a})", "out(len(%s), {a} in %s)",
                    "%s.remove({a})", "%s |= {{a}}", "%s.clear()"],
    }  # fmt: skip

    def weak_container(self):
        """Makes one, or does something with one."""
        containers = self.names(*self.WEAK)
        if containers and self.chance(75):
            name = self.pick(containers)
            objects = self.names("instance") or ["last"]
            text = self.random.choice(self.FORMS[self.kinds[name]]).replace("%s", name)
            self.guarded([text.replace("{a}", self.pick(objects)).replace("{v}", self.value(1))])
        else:
            name = self.target()
            kind = self.pick(self.WEAK)
            self.line("%s = weakref.%s()" % (name, self.WEAK[kind]))
            self.kinds[name] = kind

    STATEMENTS = {"proxy": 4, "weak_method": 1, "weak_container": 6}
