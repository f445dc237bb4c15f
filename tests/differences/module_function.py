# The function `<module>` that CPython makes to run a file, or a line of the prompt, is no object.
# Why: it is the interpreter's own, as all that it runs programs with.
import gc

functions = [o for o in gc.get_objects() if type(o).__name__ == "function"]
print([f.__name__ for f in functions if f.__name__ == "<module>"])
