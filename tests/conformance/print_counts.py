# What print() leaves in gc.get_count(), once its output has been written out as before.
import gc

gc.disable()
gc.collect()
counts = [gc.get_count()[0]]
print("text")
counts.append(gc.get_count()[0])
print("more")
counts.append(gc.get_count()[0])
print(counts[1] - counts[0], counts[2] - counts[1])

counts = []
for turn in range(4):
    before = gc.get_count()[0]
    for i in range(40):
        print("x" * 70)
    counts.append(gc.get_count()[0] - before)
    kept = [[], [], []]
    counts.append(gc.get_count()[0] - before)
print(counts)
