# A dotted name is looked for part by part; the error knows what was looked for.
import gc

try:
    import no_such.thing
except ModuleNotFoundError as error:
    print(error, error.name)
try:
    from no_such.thing import something
except ModuleNotFoundError as error:
    print(error, error.name)
try:
    import gc.collect
except ModuleNotFoundError as error:
    print(error, error.name)
try:
    from gc import no_such_function
except ImportError as error:
    print(error, error.name)
print(gc.is_tracked({}))
