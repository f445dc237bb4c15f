# There are only the modules that lessons about memory need; another one is a ModuleNotFoundError.
# Why: most modules need the system, which a model that can be undone cannot ask.
import json

print(json.__name__)
