# A special method is found under a name that was put together by the program.
class Number:
    def __init__(self, value):
        self.value = value

    def __repr__(self):
        return f"Number({self.value})"


def made(name):
    return lambda self, other: (name, self.value, getattr(other, "value", other))


operators = {"matmul": "@", "truediv": "/", "floordiv": "//", "mod": "%", "lshift": "<<", "pow": "**", "xor": "^"}
for word in operators:
    for letter in ["", "r", "i"]:
        setattr(Number, "__%s%s__" % (letter, word), made(letter + word))
n = Number(1)
for word, symbol in operators.items():
    for source in [f"n {symbol} 5", f"5 {symbol} n", f"n {symbol} Number(2)", f"[] {symbol} n"]:
        print(source, eval(source))
    names = {"n": Number(3)}
    exec(f"n {symbol}= 4", names)
    print(names["n"])


def has(word):
    try:
        eval("n %s 5" % operators[word])
    except TypeError as e:
        return e
    return True


for word in operators:
    for letter in ["", "r", "i"]:
        delattr(Number, "__%s%s__" % (letter, word))
    print(word, has(word))
name = "at" + "tribute"
setattr(n, name, 5)
print(n.attribute, vars(n), getattr(n, "attri" + "bute"))
delattr(n, name)
print(hasattr(n, "attribute"), vars(n))
