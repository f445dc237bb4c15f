# The objects that the interpreter itself is made of are not there, only their number (for the 25 % rule).
# Why: a person looks at what the program makes, among some 5,000 objects it would not be found.
import gc

print(len(gc.get_objects()) > 1000)
print(any(o is globals() for o in gc.get_objects()))
