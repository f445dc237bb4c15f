# The counts of the generations and the statistics begin at 0, so the first automatic collections come later.
# Why: how many objects and collections the start of an interpreter takes depends on what it loads there.
import gc

print(gc.get_count() == (0, 0, 0))
print(sum(generation["collections"] for generation in gc.get_stats()) == 0)
