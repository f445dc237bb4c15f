"""The results as a page of Markdown."""

import collections

MARKS = ("agrees", "differs", "refused", "CPython fails", "not run")


def counts(results, name, version):
    return collections.Counter(mark for (file, _, at), (mark, _) in results.items() if (file, at) == (name, version))


def summary(results, name, version):
    found = counts(results, name, version)
    each = ", ".join("%d %s" % (found[mark], mark) for mark in MARKS if found[mark])
    return "cpython-tests: %s: %s: %s" % (version, name, each or "no cases")


def totals(results, versions, files):
    yield "| file | version | cases | " + " | ".join(MARKS) + " |"
    yield "|---|---|---:|" + "---:|" * len(MARKS)
    for name in files:
        for version in versions:
            found = counts(results, name, version)
            if found:
                numbers = [sum(found.values())] + [found[mark] for mark in MARKS]
                yield "| %s | %s | %s |" % (name, version, " | ".join(map(str, numbers)))


def cell(results, name, case, version):
    mark, why = results.get((name, case, version), ("", ""))
    return ("%s: %s" % (mark, why.replace("|", "\\|")) if why else mark) or "—"


def cases(results, versions, name):
    """A line for each case, and what is the same in every version only once."""
    yield "| case | " + " | ".join(versions) + " |"
    yield "|---|" + "---|" * len(versions)
    for case in dict.fromkeys(case for file, case, _ in results if file == name):
        cells = [cell(results, name, case, version) for version in versions]
        repeated = [i and text == cells[i - 1] and text not in ("agrees", "—") for i, text in enumerate(cells)]
        said = ["″" if again else text for text, again in zip(cells, repeated)]
        yield "| %s | %s |" % (".".join(case), " | ".join(said))


def write(path, results, versions, files):
    lines = [
        "# CPython's own tests of its collector, run under gcstep",
        "",
        "Made by `make cpython-tests`: each case of these files as a program of its own, run by gcstep and by the real",
        "CPython of that version. *agrees*: the case passes in both. *not run*: what the case needs that a model of",
        "the heap does not have, or why CPython skips it too. *CPython fails*: alone in its process the case does not",
        "pass there either. ″: the same as in the version before; —: not in that version.",
        "",
        *totals(results, versions, files),
    ]
    for name in files:
        lines += ["", "## " + name, "", *cases(results, versions, name)]
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
