# The import of a module leaves no garbage behind.
# Why: what it runs to make itself is the interpreter's own here.
import gc

gc.collect()
import weakref

print(gc.collect())
