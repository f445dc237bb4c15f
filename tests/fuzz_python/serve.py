# Runs one program after another in a forked copy of an interpreter that has started once and has the modules
# that programs import, each in an empty __main__ and up to the interpreter's own end. Requests on stdin: the
# path of the program, a tab, where its output goes; the answer on stdout is one line, the exit status.
import collections
import copy
import posix
import sys
import weakref


class Raising:
    def __del__(self):
        self.missing


def load_traceback():
    """3.15 writes what a finalizer raises with modules that are loaded then, which leaves garbage; one more of
    them looks for what a missing attribute could have meant."""
    stderr = posix.dup(2)
    nowhere = posix.open("/dev/null", posix.O_WRONLY)
    posix.dup2(nowhere, 2)
    Raising()
    posix.dup2(stderr, 2)
    posix.close(stderr)
    posix.close(nowhere)


def fork_for_program():
    """In the server: never comes back. In each child: the code to run, with nothing else left behind."""
    requests = ""
    while True:
        while "\n" not in requests:
            more = posix.read(0, 65536).decode()
            if not more:
                posix._exit(0)
            requests += more
        request, requests = requests.split("\n", 1)
        path, output = request.split("\t")
        child = posix.fork()
        if child == 0:
            into = posix.open(output, posix.O_WRONLY | posix.O_CREAT | posix.O_TRUNC)
            posix.dup2(posix.open("/dev/null", posix.O_RDONLY), 0)
            posix.dup2(into, 1)
            posix.dup2(into, 2)
            with open(path, encoding="utf-8") as file:
                code = compile(file.read(), path, "exec")
            for name in [name for name in globals() if name[:1] != "_"]:
                del globals()[name]
            return code
        status = posix.waitstatus_to_exitcode(posix.waitpid(child, 0)[1])
        posix.write(1, b"%d\n" % status)


load_traceback()
exec(fork_for_program())
