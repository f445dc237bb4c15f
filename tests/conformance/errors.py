# an exception ends the program: traceback and status
def inner(d):
    return d["missing"]


def outer():
    value = inner({"a": 1})
    return value


print("before")
outer()
print("never")
