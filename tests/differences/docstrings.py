# The docstrings of built-in functions and methods are gcstep's own words, those of built-in classes are None.
# Why: they are written for somebody who learns what happens to memory.
print(len.__doc__)
print([].append.__doc__)
print(int.__doc__ is None, type(list.sort.__doc__))
