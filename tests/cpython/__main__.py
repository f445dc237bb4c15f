"""Runs the cases of CPython's own tests of its collector under gcstep and under the real CPython, and says, case by
case, whether they end alike. The files of tests are CPython's: they are read where they are installed (Debian's
libpythonX.Y-testsuite, or what a source tree has in Lib/test), and nothing of them is kept here but the names."""

import argparse
import ast
import collections
import concurrent.futures
import functools
import os
import re
import subprocess
import sys
import tempfile

import extract
import table

sys.path.insert(1, os.path.dirname(extract.HERE))
import pythons

VERSIONS = ("3.11", "3.12", "3.13", "3.14", "3.15")
FILES = ("test_gc", "test_finalization", "test_weakref")
TIME_LIMIT = 120
# How the test files themselves say it.
C_MODULE = "requires _testcapi"
Outcome = collections.namedtuple("Outcome", "status out err")


def directories_of_tests(version, python, named):
    """Where the tests of a version may lie: what was named, then what belongs to its interpreter."""
    asked = "import sysconfig; print(sysconfig.get_path('stdlib'))"
    stdlib = subprocess.run([python, "-c", asked], capture_output=True, text=True).stdout.strip()
    directories = [os.path.join(directory, place) for directory in named for place in (
        "usr/lib/python%s/test" % version, "lib/python%s/test" % version, "Lib/test", "test")]
    return directories + [os.path.join(stdlib, "test"), "/usr/lib/python%s/test" % version]


class Interpreter:
    """A command that runs a program."""

    def __init__(self, command, directory):
        self.command = command
        self.directory = directory

    def run(self, name, text):
        with open(os.path.join(self.directory, name + ".py"), "w", encoding="utf-8") as file:
            file.write(text)
        try:
            done = subprocess.run(self.command + [file.name], capture_output=True, text=True, errors="replace",
                                  stdin=subprocess.DEVNULL, timeout=TIME_LIMIT)
        except subprocess.TimeoutExpired:
            return Outcome(-1, "", "ran out of time")
        return Outcome(done.returncode, done.stdout, done.stderr)

    @functools.lru_cache(maxsize=None)
    def has_module(self, name):
        return self.run("has_" + name, "import %s\n" % name).status == 0


def imported(code):
    nodes = list(ast.walk(ast.parse(code)))
    return sorted({module for node in nodes for module in extract.modules_of(node)})


def outcome_of(interpreter, judged, name, program):
    """How a case ends there. A script that it wants to start is run by us, and the case once more."""
    needed(judged, program.modules(), "the module")
    answers = {}
    while True:
        outcome = interpreter.run(name, program.text(answers))
        if not outcome.out.startswith("needs script: "):
            return outcome
        arguments = ast.literal_eval(outcome.out.removeprefix("needs script: "))
        if arguments[0] != "-c" or arguments in answers:
            raise extract.Cannot("a file of its own")
        needed(judged, imported(arguments[1]), "a script with the module")
        status, out, err = interpreter.run(name + "_script", arguments[1])
        answers[arguments] = status, out.encode(), err.encode()


def needed(interpreter, modules, what):
    for module in modules:
        if not interpreter.has_module(module):
            raise extract.Cannot("%s %s" % (what, module))


def last_line(text):
    lines = text.strip().splitlines()
    return re.sub(r"0x[0-9a-f]+", "0x", lines[-1]) if lines else ""


def judge(real, model, name, program):
    """A mark of the table and what there is to say."""
    try:
        expected, got = [outcome_of(interpreter, model, name, program) for interpreter in (real, model)]
    except extract.Cannot as cannot:
        return "not run", str(cannot)
    if expected.out.startswith("skipped: ") or C_MODULE in expected.err:
        return "not run", last_line(expected.err or expected.out.removeprefix("skipped: "))
    if expected != Outcome(0, "ok\n", expected.err):
        alike = last_line(got.err or got.out) == last_line(expected.err or expected.out)
        return "CPython fails", ("gcstep too: " if alike else "") + last_line(expected.err or expected.out)
    if got == Outcome(0, "ok\n", got.err) and last_line(got.err) == last_line(expected.err):
        return "agrees", ""
    said = last_line(got.err) or last_line(got.out)
    return ("refused" if "not supported by gcstep" in said else "differs"), said


def run_version(wanted, version, python, directory, results):
    found = directories_of_tests(version, python, wanted.tests)
    real = Interpreter([python, "-P"], os.path.join(directory, "real"))
    model = Interpreter([os.path.abspath(wanted.program), "run", "--python", version], os.path.join(directory, "model"))
    for interpreter in real, model:
        os.makedirs(interpreter.directory, exist_ok=True)
    for name in FILES:
        paths = [path for path in (os.path.join(place, name + ".py") for place in found) if os.path.exists(path)]
        if not paths:
            print("cpython-tests: %s: no %s.py here" % (version, name))
            continue
        file = extract.File(paths[0])
        cases = [case for case in file.cases() if re.search(wanted.k, ".".join((name,) + case))]
        with concurrent.futures.ThreadPoolExecutor(wanted.jobs) as pool:
            marks = pool.map(
                lambda case: judge(real, model, "_".join((version, name) + case), extract.Program(file, *case)), cases)
            for case, mark in zip(cases, marks):
                results[name, case, version] = mark
                if mark[0] not in ("agrees", "not run") or wanted.k:
                    print("  %s %s %s: %s" % (version, name, ".".join(case), ": ".join(filter(None, mark))))
        print(table.summary(results, name, version), flush=True)


def arguments():
    parser = argparse.ArgumentParser(prog="cpython-tests", description=__doc__)
    parser.add_argument("program", help="the gcstep to judge")
    parser.add_argument("--tests", action="append", default=os.environ.get("GCSTEP_CPYTHON_TESTS", "").split(),
                        help="a directory in which tests are, for instance an unpacked testsuite package")
    parser.add_argument("--python", action="append", choices=VERSIONS, help="only this version")
    parser.add_argument("-k", default="", help="only the cases whose FILE.CLASS.METHOD matches")
    parser.add_argument("--keep", help="where to leave the programs")
    parser.add_argument("--table", help="write the table of results there")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    return parser.parse_args()


def main():
    wanted = arguments()
    found = pythons.find(wanted.python or VERSIONS)
    results = {}
    with tempfile.TemporaryDirectory() as temporary:
        for version in wanted.python or VERSIONS:
            if version in found:
                run_version(wanted, version, found[version], wanted.keep or temporary, results)
            else:
                print("cpython-tests: %s: skipped, no CPython %s here" % (version, version))
    if wanted.table:
        table.write(wanted.table, results, VERSIONS, FILES)
    return 1 if any(mark[0] in ("differs", "refused") for mark in results.values()) else 0


sys.exit(main())
