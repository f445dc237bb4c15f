# The classes of collections.abc are plain classes, without the metaclass ABCMeta.
# Why: what they are for here is where methods are found; nobody registers classes in a lesson about memory.
from collections import UserDict

print(type(UserDict).__name__)
