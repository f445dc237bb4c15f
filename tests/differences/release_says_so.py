# sys.version says which release is modelled, and that it is modelled.
# Why: a program that asks which interpreter runs it should be told.
import sys

print(sys.version.endswith("(modelled by gcstep)"))
