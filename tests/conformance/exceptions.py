try:
    try: 1 / 0
    finally: print('f')
except ZeroDivisionError as e: print(repr(e), e.args, type(e).__mro__[1].__name__)
try: raise ValueError
except (TypeError, ValueError) as e: print(repr(e), str(e) == '')
else: print('no')
def f():
    try: return 'try'
    finally: print('cleanup')
print(f())
class E(Exception):
    def __init__(self, code): Exception.__init__(self, code); self.code = code
try: raise E(5)
except E as e: print(e.code, e, repr(e)); saved = e
print(saved.__traceback__ is None, saved.__context__)
try: e
except NameError as x: print(x)
def g():
    for i in range(3):
        try:
            if i == 1: continue
            if i == 2: break
            print('i', i)
        finally: print('fin', i)
g()
try:
    try: raise KeyError('a')
    except KeyError: raise ValueError('b')
except ValueError as v: print(repr(v.__context__), v.__cause__)
try: raise 5
except TypeError as t: print(t)
try: raise ValueError('a', 2)
except Exception as t: print(t, t.args)
try: assert 0, 'msg'
except AssertionError as t: print(t)
print(KeyError('k'), [KeyError('k')], OSError(2, 'x') if 0 else '')
