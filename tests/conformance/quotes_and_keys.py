# Keys without a value, and strings whose end quote is behind a backslash.
import sys


class Shown:
    def write(self, text):
        sys.stdout.write(text.replace(__file__.rpartition("/")[0] + "/", ""))

    def flush(self):
        pass


sys.stderr = Shown()
for src in ['d = {"a": 1, "b"}','{1:2,3}','{1:2, 3, 4:5}','{1:2,\n 3\n}','{1: 2, a.b.c}','{1:2, f(x)}','{1:2, "é"}','{**a, b}', '{1:2, b + c,}', '{1:2, x if y else z}', '{1:2, lambda: 1}','{1:2, [3]}', 'r"\\"', '"\\"', "'abc\\'", "x = r'a\\'", '"a\\"b', "print('it\\'s)", "'''abc\\'''", "b'\\'", 'd = {"a" 1}', 'd = {"a": 1 "b": 2}', 'd = {"a": }', 'd = {"a": 1, "b": }', 'd = {a: 1, : 2}', 'd = {"a": 1,, }']:
    try:
        r = compile(src, 's', 'exec'); print(repr(src), 'ok')
    except SyntaxError as e:
        print(repr(src), type(e).__name__, e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset)
        sys.excepthook(SyntaxError, e, None)
