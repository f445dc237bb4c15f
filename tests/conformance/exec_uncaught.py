# A SyntaxError of exec() that nobody catches: the traceback has the place in the text.
print('before')
exec("y = 3\nx ==\n")
