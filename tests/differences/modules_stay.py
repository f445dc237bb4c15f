# A module that is deleted from sys.modules is the same one when it is imported again.
# Why: what a module has is the interpreter's own here, which is never garbage.
import sys
import weakref

first = weakref
del sys.modules["weakref"]
import weakref

print(weakref is first)
