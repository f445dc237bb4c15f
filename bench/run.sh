#!/bin/sh
# Prints how gcstep compares with /usr/bin/python3: a fresh process for every run, medians.
#   run.sh BENCH-PROGRAM
set -eu
bench=$1
python=/usr/bin/python3
runs=${GCSTEP_BENCH_RUNS:-5}
version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

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
cat >"$work/memory.py" <<'PY'
import gc, resource
gc.disable()
x = []
for i in range(1000000):
    x.append([])
gc.collect()
gc.collect()
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
PY

median() {
    sort -g | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'
}

# ratio TEXT MEASURE PYTHON-PROGRAM UNIT AIM: the two are run in turns
ratio() {
    : >"$work/ours"
    : >"$work/theirs"
    n=0
    while [ $n -lt "$runs" ]; do
        "$python" "$work/$3.py" >>"$work/theirs"
        "$bench" "$profile" "$2" >>"$work/ours"
        n=$((n + 1))
    done
    awk -v text="$1" -v ours="$(median <"$work/ours")" -v theirs="$(median <"$work/theirs")" -v unit="$4" -v aim="$5" '
        BEGIN {
            if (unit == "MB") { ours /= 1024; theirs /= 1024 }
            printf "%-52s %9.3f %s %9.3f %s  %5.2f  %5.2f  %s\n", text, ours, unit, theirs, unit, ours / theirs, aim,
                ours / theirs <= aim ? "ok" : "MISSED"
        }'
}

alone() {
    : >"$work/ours"
    n=0
    while [ $n -lt "$runs" ]; do
        "$bench" "$profile" "$2" >>"$work/ours"
        n=$((n + 1))
    done
    awk -v text="$1" -v ours="$(median <"$work/ours")" 'BEGIN { printf "%-52s %9.3f s\n", text, ours }'
}

profile=$version
if ! "$bench" "$profile" collect >/dev/null 2>&1; then
    profile=3.14
fi
echo "beside $python ($("$python" -V)), profile $profile, medians of $runs runs"
printf '%-52s %11s %11s  %5s  %5s\n' '' gcstep python3 ratio aim
ratio 'full collection, 1,000,000 live lists' collect collect 's ' 0.5
ratio 'the same, recorded' collect-recorded collect 's ' 0.8
alone 'undoing it' undo
ratio 'loop making 1,000,000 cyclic pairs' pairs pairs 's ' 1.0
ratio 'the same, recorded' pairs-recorded pairs 's ' 1.5
ratio 'peak memory, 1,000,000 live lists' memory memory MB 0.7
