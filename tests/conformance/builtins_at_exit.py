# What a program puts among the built-in names goes at exit, after sys.modules has lost __main__ and before the last
# collection; the names are as they were at the start by then.
import builtins

class X:
    def __init__(s, n): s.n = n
    def __del__(s): print('~', s.n)
builtins.zzz = X('builtin'); builtins.yyy = X('y')
a = X('a')
def f(): return X
g = lambda: a


class L:
    def __del__(s):
        print(len([]), hasattr(builtins, 'yyy'))
        try:
            print(zzz)
        except NameError as error:
            print(error)


builtins.len = lambda x: 5
builtins.l = L()
