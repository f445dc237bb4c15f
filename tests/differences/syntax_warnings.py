# A SyntaxWarning is not printed.
# Why: it is about style, not about memory.
print(1 is 1)
