# exec(), eval() and compile(): namespaces, errors and where they are, and the cycle of a function and the dict that it
# was made in.
import gc, sys
d = {}
exec("def f(): pass\n", d)
gc.collect()
del d
print(gc.collect())
def f():
    exec("a = 1\nraise ValueError('x')")
try: f()
except ValueError as e:
    tb = e.__traceback__
    while tb: print(tb.tb_frame.f_code.co_name, tb.tb_frame.f_code.co_filename == '<string>', tb.tb_lineno); tb = tb.tb_next
c = compile("x = []", "m", "exec")
print(sys.getrefcount(c), gc.is_tracked(c))
def deep(n): exec("deep(n + 1)", {'deep': deep, 'n': n})
try: deep(0)
except RecursionError as e: print('RecursionError')
print([k for k in ('__builtins__',) if k in globals()])
w = eval("[i * k for i in range(3)]", {'k': 2}); print(w)
w = eval("(lambda: k)()", {'k': 2}, {'k': 3}); print(w)
exec("class Q:\n  v = 3\n  def m(self): return self.v\nprint(Q().m())")
for src in ("1 = 2", "def f(:\n pass"):
    try: exec(src)
    except SyntaxError as e: print(e, e.lineno, e.msg)

# ---- errors and arguments
def show(src, mode=None):
    try:
        if mode: compile(src, '<x>', mode)
        else: exec(src)
    except BaseException as e:
        print(repr(src), type(e).__name__, e.args, str(e))
        if isinstance(e, SyntaxError):
            print('   ', e.msg, e.filename, e.lineno, e.offset, repr(e.text), e.end_lineno, e.end_offset)
show('a b')
show('a b\n')
show('return 1')
show('def f():\nreturn 1')
show('x = 1', 'eval')
show('x = 1', 'foo')
show("f(x for x in y, 1)")
show("x = 5\nx = = 6\n")
print(eval('  1 + 2'), eval('\t3\n'))
try: eval('\n 4')
except SyntaxError as e: print(e)
d = {}
exec('y = 5\ndef g(): return y', d)
print(sorted(d), d['g'](), d['__builtins__'] is __builtins__.__dict__ if not isinstance(__builtins__, dict) else 0)
for bad in ('exec(1)', 'eval([])', 'exec("1", 5)', 'exec("1", {}, 5)', 'exec()', 'eval("1", 2)', 'compile("1", "f")', 'exec("1", None, 7)', 'compile(5,"f","exec")', 'compile("1","f",3)','compile("1",2,"exec")','exec("1",foo=2)', 'exec(b"zz = 3")','eval(b"4")','exec("1",{},{},{})'):
    try: print(bad, eval(bad))
    except BaseException as e: print(bad, '|', type(e).__name__, e)
def f():
    z = 3
    exec('z = 4; w = 5')
    print(z, sorted(locals()))
    return eval('z + 1')
print(f())
class C:
    exec('q = 1')
print(C.q)
c = compile('a1 = 2\na1 + 1', 'name.py', 'exec'); print(c.co_name, c.co_filename, c.co_firstlineno); print(exec(c), a1)
c = compile('a1 + 1', 'name.py', 'eval'); print(eval(c), exec(c))
c = compile('a1 + 1\n', 'name.py', 'single'); exec(c)
print(eval(compile('b1 = 7', 'n', 'exec')), b1)
def h(): return 9
print(eval(h.__code__))
def k():
    v = 1
    def n(): return v
    return n
try: exec(k().__code__)
except TypeError as e: print(e)
