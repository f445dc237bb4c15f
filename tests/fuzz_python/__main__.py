"""Runs random programs under gcstep and under each real CPython that is found, and compares what they print.

A program that differs is made as small as it goes and kept in tests/conformance/, where `make conformance`
(and with it `make check`) replays it from then on."""

import argparse
import concurrent.futures
import os
import re
import subprocess
import sys
import tempfile
import threading

import generate
import shrink

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(1, os.path.dirname(HERE))
import pythons

KEPT = os.path.join(os.path.dirname(HERE), "conformance")
VERSIONS = ("3.11", "3.12", "3.13", "3.14", "3.15")
TIME_LIMIT = 60


class Failure(Exception):
    """A process did not do what it is for."""


# ---- the interpreters -----------------------------------------------------------------------------


class Real:
    """A started interpreter that forks for each program; one for each thread that asks."""

    def __init__(self, path):
        self.path = path
        self.local = threading.local()
        self.started = []

    def server(self):
        if not hasattr(self.local, "server"):
            # -I -S: without site there is less to copy for each program. -u: what a buffer of output holds would
            # count in gc.get_count().
            command = [self.path, "-I", "-S", "-u", os.path.join(HERE, "serve.py")]
            self.local.server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            self.started.append(self.local.server)
        return self.local.server

    def run(self, path):
        server = self.server()
        server.stdin.write(path + "\t" + path + ".real\n")
        server.stdin.flush()
        status = server.stdout.readline()
        if not status:
            raise Failure("%s: the interpreter went away" % self.path)
        with open(path + ".real", encoding="utf-8", errors="replace") as file:
            text = file.read()
        own_frame = r'  File "[^"]*serve\.py", line \d+, in <module>\n(    .*\n)*'
        return re.sub(own_frame, "", text) + ended(int(status))

    def close(self):
        for server in self.started:
            server.stdin.close()
            server.wait()


class Model:
    """gcstep in the profile of a version."""

    def __init__(self, program, version):
        self.command = [program, "run", "--python", version]

    def run(self, path):
        with open(path + ".model", "w+", encoding="utf-8", errors="replace") as file:
            try:
                done = subprocess.run(
                    self.command + [path], stdout=file, stderr=file, stdin=subprocess.DEVNULL, timeout=TIME_LIMIT
                )
                status = ended(done.returncode)
            except subprocess.TimeoutExpired:
                status = "ran out of time\n"
            file.seek(0)
            return file.read() + status


def ended(status):
    return "exit status %d\n" % status


def without_addresses(text):
    return re.sub(r"0x[0-9a-f]+", "0x", text)


def without_library_lines(text, path):
    """Frames in library modules by their function alone: see tests/differences/tracebacks_in_modules.py."""
    frame = r'  File "(?!%s"|<)[^"]*", line \d+, in (\S+)\n(    .*\n)*' % re.escape(path)
    return re.sub(frame, r"  in \1\n", text)


# ---- comparing ------------------------------------------------------------------------------------


class Pair:
    """A model and its judge."""

    def __init__(self, program, version, python, directory):
        self.version = version
        self.real = Real(python)
        self.model = Model(program, version)
        self.directory = directory

    def outputs(self, text):
        """What both print, each without addresses and lines of library modules."""
        path = os.path.join(self.directory, "%s-%d.py" % (self.version, threading.get_ident()))
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        real, model = self.real.run(path), self.model.run(path)
        return tuple(without_library_lines(without_addresses(text), path) for text in (real, model))

    def differs(self, text):
        real, model = self.outputs(text)
        return real != model

    def shrunk(self, text, fixed):
        """The program made small: it differs still, CPython ends it as it ended the whole one and reports
        nothing that it did not report there, and gcstep knows its words."""
        whole = self.outputs(text)[0]

        def differs_alike(smaller):
            real, model = self.outputs(smaller)
            same_end = real.splitlines()[-1] == whole.splitlines()[-1]
            same_errors = errors(real) <= errors(whole)
            return real != model and same_end and same_errors and "NotImplementedError" not in model

        return shrink.shrink(text, differs_alike, fixed)


def errors(text):
    return set(re.findall(r"^\w*Error.*", text, re.MULTILINE))


def show(title, text):
    print("    " + title)
    print("".join("    | %s\n" % line for line in text.splitlines()), end="")


def keep(pair, name, text):
    """As scripts/conformance --update keeps a program and what CPython prints."""
    path = os.path.join(KEPT, name)
    with open(path + ".py", "w", encoding="utf-8") as file:
        file.write(text)
    done = subprocess.run([pair.real.path, "-P", name + ".py"], cwd=KEPT, capture_output=True, text=True)
    for kind, printed in (("out", done.stdout), ("err", done.stderr)):
        if kind == "out" or printed:
            with open("%s.%s.%s" % (path, pair.version, kind), "w", encoding="utf-8") as file:
                file.write(printed)


def report(pair, seed, counting):
    """Shrinks a program that differs, keeps it, and says so."""
    small = pair.shrunk(*generate.program(seed, counting))
    name = "random_%d_%s" % (seed, pair.version.replace(".", "_"))
    keep(pair, name, small)
    real, model = pair.outputs(small)
    print("fuzz-python: %s: program %d differs; kept as tests/conformance/%s.py" % (pair.version, seed, name))
    show("the program:", small)
    show("CPython:", real)
    show("gcstep:", model)
    sys.stdout.flush()


def compare(pair, seeds, wanted):
    """How many of the programs differ; the first of them are shrunk and kept."""
    different = []
    counting, most = wanted.counts, wanted.shrink
    with concurrent.futures.ThreadPoolExecutor(wanted.jobs) as pool:
        for seed, differs in zip(seeds, pool.map(lambda s: pair.differs(generate.program(s, counting)[0]), seeds)):
            if differs:
                different.append(seed)
        for done in [pool.submit(report, pair, seed, counting) for seed in different[:most]]:
            done.result()
    if different[most:]:
        print("fuzz-python: %s: differ too: %s" % (pair.version, " ".join(map(str, different[most:]))))
    return len(different)


def arguments():
    parser = argparse.ArgumentParser(prog="fuzz_python", description=__doc__)
    parser.add_argument("program", help="the gcstep to judge")
    parser.add_argument("-n", type=int, default=300, help="how many programs for each version")
    parser.add_argument("--seed", type=int, default=0, help="the first program's seed")
    parser.add_argument("--python", action="append", choices=VERSIONS, help="only this version")
    parser.add_argument("--counts", action="store_true", help="programs that show how many allocations there were")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--shrink", type=int, default=5, help="how many to shrink and keep for each version")
    return parser.parse_args()


def main():
    wanted = arguments()
    versions = wanted.python or VERSIONS
    found = pythons.find(versions)
    failed = 0
    with tempfile.TemporaryDirectory() as directory:
        for version in versions:
            if version not in found:
                print("fuzz-python: %s: skipped, no CPython %s here" % (version, version))
                continue
            pair = Pair(os.path.abspath(wanted.program), version, found[version], directory)
            different = compare(pair, range(wanted.seed, wanted.seed + wanted.n), wanted)
            pair.real.close()
            failed += different
            agree = (version, wanted.n - different, wanted.n, found[version])
            print("fuzz-python: %s: %d of %d programs print what %s prints" % agree, flush=True)
    return 1 if failed else 0


sys.exit(main())
