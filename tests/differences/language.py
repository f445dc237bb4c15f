# Language that is not there yet is a NotImplementedError that names it and its line, before anything has run.
# Why: what would be done otherwise than CPython does it is better refused.
print("begin")


async def later():
    pass


print(type(later).__name__)
