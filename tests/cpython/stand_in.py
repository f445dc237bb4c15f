"""Stands in for what CPython's test files import: unittest, test.support and a few modules. extract.py copies what
a case needs of it, by name, into the program of that case. What a run can not do raises SkipTest."""

import gc


class SkipTest(Exception):
    pass


class NeedsScript(BaseException):
    """The case wants to know what a script of its own prints. Whoever runs the case tells, the next time."""


# ---- unittest -----------------------------------------------------------------------------------


def skip(reason):
    def mark(thing):
        thing.skipped_because = reason
        return thing

    return mark


def unchanged(thing):
    return thing


def skip_if(condition, reason):
    return skip(reason) if condition else unchanged


def skip_unless(condition, reason):
    return unchanged if condition else skip(reason)


def describe(message, standard):
    return standard if message is None else "%s : %s" % (standard, message)


class Raising:
    def __init__(self, expected, pattern=None):
        self.expected = expected
        self.pattern = pattern

    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        if kind is None:
            raise AssertionError("%r not raised" % (self.expected,))
        if not issubclass(kind, self.expected):
            return False
        value.__traceback__ = None
        self.exception = value
        if self.pattern is not None and not found(self.pattern, str(value)):
            raise AssertionError("%r not found in %r" % (self.pattern, str(value)))
        return True


class SubTest:
    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        return False


class TestCase:
    def __init__(self, method):
        self.method = method
        self.cleanups = []

    def setUp(self):
        pass

    def tearDown(self):
        pass

    def addCleanup(self, function, *args):
        self.cleanups.append((function, args))

    def run(self):
        self.skip_what_is_marked()
        try:
            self.setUp()
            try:
                getattr(self, self.method)()
            finally:
                self.tearDown()
        finally:
            while self.cleanups:
                function, args = self.cleanups.pop()
                function(*args)

    def skip_what_is_marked(self):
        for thing in self.__class__, getattr(self, self.method):
            reason = getattr(thing, "skipped_because", None)
            if reason is not None:
                raise SkipTest(reason)

    def subTest(self, **what):
        return SubTest()

    def fail(self, message=None):
        raise AssertionError(message)

    def check(self, holds, message, standard, *values):
        if not holds:
            raise AssertionError(describe(message, standard % values))

    def assertTrue(self, value, message=None):
        self.check(value, message, "%r is not true", value)

    def assertFalse(self, value, message=None):
        self.check(not value, message, "%r is not false", value)

    def assertEqual(self, first, second, message=None):
        self.check(first == second, message, "%r != %r", first, second)

    def assertNotEqual(self, first, second, message=None):
        self.check(first != second, message, "%r == %r", first, second)

    def assertIs(self, first, second, message=None):
        self.check(first is second, message, "%r is not %r", first, second)

    def assertIsNot(self, first, second, message=None):
        self.check(first is not second, message, "%r is %r", first, second)

    def assertIsNone(self, value, message=None):
        self.check(value is None, message, "%r is not None", value)

    def assertIsNotNone(self, value, message=None):
        self.check(value is not None, message, "unexpectedly None")

    def assertIn(self, member, container, message=None):
        self.check(member in container, message, "%r not found in %r", member, container)

    def assertNotIn(self, member, container, message=None):
        self.check(member not in container, message, "%r found in %r", member, container)

    def assertIsInstance(self, value, kind, message=None):
        self.check(isinstance(value, kind), message, "%r is not an instance of %r", value, kind)

    def assertHasAttr(self, value, name, message=None):
        self.check(hasattr(value, name), message, "%r has no attribute %r", value, name)

    def assertNotHasAttr(self, value, name, message=None):
        self.check(not hasattr(value, name), message, "%r has attribute %r", value, name)

    def assertLess(self, first, second, message=None):
        self.check(first < second, message, "%r not less than %r", first, second)

    def assertLessEqual(self, first, second, message=None):
        self.check(first <= second, message, "%r not less than or equal to %r", first, second)

    def assertGreater(self, first, second, message=None):
        self.check(first > second, message, "%r not greater than %r", first, second)

    def assertGreaterEqual(self, first, second, message=None):
        self.check(first >= second, message, "%r not greater than or equal to %r", first, second)

    def assertRegex(self, text, pattern, message=None):
        self.check(found(pattern, text), message, "%r not found in %r", pattern, text)

    def assertNotRegex(self, text, pattern, message=None):
        self.check(not found(pattern, text), message, "%r found in %r", pattern, text)

    def assertRaises(self, expected, function=None, *args, **kwargs):
        if function is None:
            return Raising(expected)
        with Raising(expected):
            function(*args, **kwargs)

    def assertRaisesRegex(self, expected, pattern):
        return Raising(expected, pattern)


class unittest:
    TestCase = TestCase
    SkipTest = SkipTest
    skipIf = staticmethod(skip_if)
    skipUnless = staticmethod(skip_unless)


# ---- regular expressions, as far as the cases use them: . [a-z] [^a] * + ? \s \S \A \Z --------------


def found(pattern, text):
    if isinstance(text, bytes):
        pattern, text = pattern.decode(), text.decode()
    for alternative in pattern.split("|"):
        atoms = parse_pattern(alternative)
        for start in range(len(text) + 1):
            if match_atoms(atoms, 0, text, start):
                return True
    return False


def parse_pattern(pattern):
    """A list of (kind of atom, what it takes, how often)."""
    atoms = []
    i = 0
    while i < len(pattern):
        end = i + 1
        if pattern[i] == "[":
            end = pattern.index("]", i) + 1
        elif pattern[i] == "\\":
            end = i + 2
        atom = pattern[i:end]
        often = pattern[end] if end < len(pattern) and pattern[end] in "*+?" else ""
        atoms.append((atom, often))
        i = end + len(often)
    return atoms


def takes(atom, char):
    if atom == ".":
        return char != "\n"
    if atom == "\\s":
        return char.isspace()
    if atom == "\\S":
        return not char.isspace()
    if atom[0] == "\\":
        return char == atom[1]
    if atom[0] == "[":
        return in_set(atom[1:-1], char)
    return char == atom


def in_set(members, char):
    i = 0
    while i < len(members):
        if i + 2 < len(members) and members[i + 1] == "-":
            if members[i] <= char <= members[i + 2]:
                return True
            i += 3
        else:
            if members[i] == char:
                return True
            i += 1
    return False


def match_atoms(atoms, n, text, at):
    if n == len(atoms):
        return True
    atom, often = atoms[n]
    if atom == "\\A" or atom == "\\Z":
        return at == (0 if atom == "\\A" else len(text)) and match_atoms(atoms, n + 1, text, at)
    least = 0 if often in ("*", "?") and often else 1
    most = len(text) if often in ("*", "+") and often else 1
    count = 0
    while count < most and at + count < len(text) and takes(atom, text[at + count]):
        count += 1
    while count >= least:
        if match_atoms(atoms, n + 1, text, at + count):
            return True
        count -= 1
    return False


# ---- test.support -------------------------------------------------------------------------------

Py_GIL_DISABLED = False
Py_DEBUG = False
is_wasi = False
verbose = False
cpython_only = unchanged
refcount_test = unchanged


def gc_collect():
    gc.collect()
    gc.collect()
    gc.collect()


class Disabled:
    def __enter__(self):
        self.were_enabled = gc.isenabled()
        gc.disable()

    def __exit__(self, kind, value, traceback):
        if self.were_enabled:
            gc.enable()


def requires_gil_enabled(reason):
    return unchanged


def suppress_immortalization():
    return unchanged


def requires_subprocess():
    return skip("a subprocess")


def gc_threshold(*thresholds):
    def decorate(function):
        def with_thresholds(*args):
            before = gc.get_threshold()
            gc.set_threshold(*thresholds)
            try:
                return function(*args)
            finally:
                gc.set_threshold(*before)

        return with_thresholds

    return decorate


class AlwaysEqual:
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False


ALWAYS_EQ = AlwaysEqual()


def false(*args, **kwargs):
    return False


def requires_threads():
    return skip("threads")


def requires_resource(name):
    return skip("the resource " + name)


class support:
    Py_GIL_DISABLED = Py_GIL_DISABLED
    gc_collect = staticmethod(gc_collect)
    disable_gc = Disabled
    cpython_only = staticmethod(unchanged)
    suppress_immortalization = staticmethod(suppress_immortalization)
    check_sanitizer = staticmethod(false)
    built_with_c_assertions = staticmethod(false)
    nomemtest = staticmethod(skip("no memory left"))
    requires_resource = staticmethod(requires_resource)


class threading_helper:
    requires_working_threading = staticmethod(requires_threads)


def import_module(name):
    raise SkipTest("the module " + name)


class import_helper:
    import_module = staticmethod(import_module)


# What scripts print, told by whoever runs the case: {arguments: (exit status, stdout, stderr)}.
ANSWERS = {}
# What a case has written, by path.
FILES = {}
TESTFN = "@test"
unlink = FILES.pop


class open:
    def __init__(self, path, mode, encoding):
        self.path = path

    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        return False

    def write(self, text):
        FILES[self.path] = text


def temp_dir():
    raise SkipTest("modules in files of their own")


def assert_python_ok(*args):
    if args[0] in FILES:
        args = ("-c", FILES[args[0]])
    if args not in ANSWERS:
        raise NeedsScript(*args)
    status, out, err = ANSWERS[args]
    if status != 0:
        raise AssertionError("a script ended with status %d: %s" % (status, err))
    return status, out, err


class script_helper:
    assert_python_ok = staticmethod(assert_python_ok)


# ---- contextlib, operator, textwrap -------------------------------------------------------------


class GeneratorManager:
    def __init__(self, generator):
        self.generator = generator

    def __enter__(self):
        return next(self.generator)

    def __exit__(self, kind, value, traceback):
        if kind is None:
            for more in self.generator:
                raise RuntimeError("generator didn't stop")
            return False
        try:
            self.generator.throw(value)
        except StopIteration:
            return True
        except BaseException as other:
            if other is not value:
                raise
            return False


def contextmanager(function):
    def make(*args, **kwargs):
        return GeneratorManager(function(*args, **kwargs))

    return make


class contextlib:
    contextmanager = staticmethod(contextmanager)


class operator:
    lt = staticmethod(lambda a, b: a < b)
    le = staticmethod(lambda a, b: a <= b)
    gt = staticmethod(lambda a, b: a > b)
    ge = staticmethod(lambda a, b: a >= b)
    eq = staticmethod(lambda a, b: a == b)
    add = staticmethod(lambda a, b: a + b)
    index = staticmethod(lambda a: range(a).stop)


def dedent(text):
    lines = text.split("\n")
    margin = min([len(line) - len(line.lstrip(" ")) for line in lines if line.strip()], default=0)
    return "\n".join([line[margin:] if line.strip() else "" for line in lines])


def indent(text, prefix):
    return "\n".join([prefix + line if line.strip() else line for line in text.split("\n")])


class textwrap:
    dedent = staticmethod(dedent)
    indent = staticmethod(indent)


# ---- what each program ends with ----------------------------------------------------------------


def verdict(case, set_up=None):
    try:
        if set_up:
            set_up()
        case.run()
        print("ok")
    except SkipTest as reason:
        print("skipped:", reason)
    except NeedsScript as script:
        print("needs script:", script.args)
