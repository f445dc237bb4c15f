"""The CPythons that are found, for the programs of tests/ that compare gcstep with them."""

import os
import shutil
import subprocess

# Older ones of these collect otherwise (3.14) or do not visit a __dict__ that was looked at (3.13).
OLDEST = {(3, 13): 13, (3, 14): 5}


def find(wanted):
    """{version: path}, the first that is found of each version: those named in GCSTEP_PYTHONS come first."""
    found = {}
    candidates = os.environ.get("GCSTEP_PYTHONS", "").split()
    for name in candidates + ["/usr/bin/python3", "python3"] + ["python" + version for version in wanted]:
        path = shutil.which(name)
        if path is None:
            continue
        asked = "import sys; print(sys.implementation.name, *sys.version_info[:3], sys.executable)"
        answer = subprocess.run([path, "-c", asked], capture_output=True, text=True, stdin=subprocess.DEVNULL)
        if answer.returncode != 0:
            continue
        kind, major, minor, patch, path = answer.stdout.split(maxsplit=4)
        version = major + "." + minor
        new_enough = int(patch) >= OLDEST.get((int(major), int(minor)), 0)
        if kind == "cpython" and version in wanted and new_enough:
            found.setdefault(version, path.strip())
    return found
