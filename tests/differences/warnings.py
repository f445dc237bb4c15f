# No warning is printed: no SyntaxWarning, no DeprecationWarning.
# Why: they are about style and other versions, not about memory.
def generate():
    try:
        yield
    except ValueError as error:
        print(error)
        yield


print(1 is 1)
generator = generate()
next(generator)
generator.throw(ValueError, "three arguments were allowed before 3.12")
