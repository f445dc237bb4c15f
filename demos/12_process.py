# Lesson 12: what is freed goes back to Python, which may keep it: the process need not shrink.
import gc, sys
rows = [[i] for i in range(30)]
print(sys.getsizeof(rows), sys.getsizeof(rows[0]))
del rows
print(gc.collect())
rows = [[i] for i in range(30)]
