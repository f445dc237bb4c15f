#!/bin/sh
# Prints how gcstep compares with /usr/bin/python3, as a table in Markdown, and keeps it in TABLE. A fresh
# process for every run; the two are run in turns, and medians are compared. Collections and loops are
# timed inside the process, on both sides; memory is what the whole process needed at its peak.
#   run.sh PROGRAM BENCH-PROGRAM KEYS-PROGRAM TABLE
set -eu
program=$(realpath "$1")
bench=$(realpath "$2")
keys=$(realpath "$3")
table=$4
python=$(command -v /usr/bin/python3 || command -v python3)
runs=${GCSTEP_BENCH_RUNS:-5}
profile=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat >"$work/lists.py" <<'PY'
import gc
gc.disable()
x = []
for i in range(1000000):
    x.append([])
PY
cat >"$work/collect.py" <<'PY'
import gc, time
gc.disable()
x = []
for i in range(1000000):
    x.append([])
gc.collect()
start = time.perf_counter()
gc.collect()
print(time.perf_counter() - start)
PY
cat >"$work/pairs.py" <<'PY'
import time
start = time.perf_counter()
for i in range(1000000):
    a = []
    b = [a]
    a.append(b)
print(time.perf_counter() - start)
PY
cat >"$work/peak.py" <<'PY'
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
PY
cat >"$work/seconds.py" <<'PY'
import subprocess, sys, time
start = time.perf_counter()
subprocess.run(sys.argv[1:], check=True)
print(time.perf_counter() - start)
PY

peak() {
    "$python" "$work/peak.py" "$@"
}

# measure KIND WHO: one number
measure() {
    case $1-$2 in
    memory-gcstep) peak "$program" run --python "$profile" "$work/lists.py" ;;
    memory-python3) peak "$python" "$work/lists.py" ;;
    undo-python3 | pairs-into-python3) ;;
    *-gcstep) "$bench" "$profile" "$1" ;;
    *-python3) "$python" "$work/${1%-recorded}.py" ;;
    esac
}

median() {
    sort -g "$1" | awk '{ v[NR] = $1 } END { if (NR) print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'
}

# row TEXT KIND UNIT AIM: seconds become milliseconds and kilobytes megabytes
row() {
    : >"$work/gcstep"
    : >"$work/python3"
    n=0
    while [ $n -lt "$runs" ]; do
        for who in python3 gcstep; do
            measure "$2" $who >>"$work/$who"
        done
        n=$((n + 1))
    done
    awk -v text="$1" -v unit="$3" -v aim="$4" -v ours="$(median "$work/gcstep")" -v theirs="$(median "$work/python3")" '
        BEGIN {
            scale = unit == "ms" ? 1000 : 1 / 1024
            if (theirs == "") {
                printf "| %s | %.0f %s | | | |\n", text, ours * scale, unit
                exit
            }
            printf "| %s | %.0f %s | %.0f %s | %.2f | %.2f%s |\n", text, ours * scale, unit, theirs * scale, unit,
                ours / theirs, aim, ours / theirs <= aim ? "" : " (missed)"
        }'
}

# key_rows OBJECTS OBJECTS-AS-WRITTEN: how long the screen takes to answer 1,000 keys, in milliseconds
key_rows() {
    "$keys" "$program" "$1" >"$work/keys"
    awk -v objects="$2" -v aim=20 '
        function row(name, ms) {
            printf "| key to painted screen, %s objects, %s | %.1f ms | | | %d ms%s |\n", objects, name, ms, aim,
                ms <= aim ? "" : " (missed)"
        }
        { row("median", $1 * 1000); row("99th percentile", $2 * 1000) }' "$work/keys"
}

# film_row KIND: a lesson as a recording of that kind; seconds of the whole process, and size
film_row() {
    : >"$work/gcstep"
    n=0
    while [ $n -lt "$runs" ]; do
        "$python" "$work/seconds.py" "$program" render demos/06_phases.tape -o "$work/film.$1" >>"$work/gcstep"
        n=$((n + 1))
    done
    awk -v kind="$1" -v s="$(median "$work/gcstep")" -v whole="$(wc -c <"$work/film.$1")" \
        -v packed="$(gzip -9c "$work/film.$1" | wc -c)" 'BEGIN {
            printf "| demos/06_phases.tape as .%s, %.0f kB (gzipped %.0f kB) | %.0f ms | | | |\n", kind, whole / 1000,
                packed / 1000, s * 1000
        }'
}

# Where there is no profile of that version.
"$program" run --python "$profile" /dev/null 2>/dev/null || profile=3.14
{
    echo "Beside $python ($("$python" -V)), modelling $profile; medians of $runs runs, each a fresh process."
    echo
    echo '| measure | gcstep | python3 | ratio | aim |'
    echo '|---|---:|---:|---:|---:|'
    row 'full collection, 1,000,000 live lists' collect ms 0.5
    row 'the same, recorded' collect-recorded ms 0.8
    row 'undoing it' undo ms -
    row 'loop that makes 1,000,000 cyclic pairs' pairs ms 1.0
    row 'the same, recorded' pairs-recorded ms 1.5
    row 'from its end to a step in its middle' pairs-into ms -
    row 'peak memory, 1,000,000 live lists' memory MB 0.7
    key_rows 200 200
    key_rows 100000 100,000
    film_row cast
    film_row svg
} >"$work/table"
cat "$work/table"
cp "$work/table" "$table"
