# What is said of programs that are none, and where it stands.


def show(source):
    try:
        compile(source + '\n', 'x', 'exec')
        print(source, '-> fine')
    except SyntaxError as e:
        print(source, '->', type(e).__name__, e.msg, e.lineno, e.offset)


programs = r'''
a = = 1
print(1
x = (1, 2
if x
if x:
while True print(1)
for in x: pass
for i x: pass
def f(: pass
def f(a, a): pass
class : pass
1 = x
f() = 1
a + b = c
x = [1, 2
x = {1: 2, 3
x = 'abc
return 1
break
continue
yield 1
import
from x import
del
del f()
del 1
a b
1 2
"a" b
foo(a b)
foo(a=1, 2)
foo(1=2)
foo(a.b=2)
lambda x=1, y: 0
def f(x=1, y): pass
x = 1 +
x = * 2
a, b += 1
(a, b): int = 1
global x; x = 1
nonlocal x
try:
else: pass
elif x: pass
except: pass
x = 08
x = 1_
x = 1__0
x = 0b12
x = 0xg
x = 1e
x = 5a
$
?
a ? b
a!
a = b!
f'{a'
f'{}'
f'{a!x}'
  x = 1
None = 1
True += 1
def f(None): pass
class True: pass
import None
x.True
a := 1
(a := 1) = 2
[i for i in]
[for i in x]
{**a for a in b}
[*a for a in b]
(x for x in y, 1)
f(x for x in y, 1)
with open(x) as 1: pass
with a as f(): pass
raise x from
print 1
exec "x"
not
a is not
lambda: (yield)
@
@f
@f x = 1
def f() -> : pass
def f(*): pass
def f(*, **k): pass
def f(**k, a): pass
def f(a, /, b, /): pass
x = {1, 2: 3}
x = {1: 2, 3}
x = {1:}
x = {:1}
x[1:2:3:4]
x[]
x[1
x]
x)
(x]
{x)
a if b
a if b else
x = yield = 1
try: pass
try: pass; finally
else = 1
if x = 1: pass
while x = 1: pass
if x:pass
 else: pass
def f():
pass
class A:
for i in range(3):
i++
++i
i--
a <> b
a === b
a && b
a || b
!a
'a' 'b
"a
x = 'a"
def
class
f(a for a in b, c)
f(c, a for a in b)
f(a=1, a=2)
f(**{}, a)
f(*a, b=1, *c, d)
f(a, b=c for c in d)
import a.b as
import a as b.c
from a import (b, c
from a import b,
from a import *, b
x = 1 if 2
x = 1 if 2 else pass
x = pass
print(pass)
a.b: int = 
with : pass
with a, : pass
del a, 
del (a, b), c()
del a + b
del [a, 1]
for 1 in x: pass
for f() in x: pass
for a, 1 in x: pass
[x for 1 in y]
(yield) = 1
a, 1 = b
[a, f()] = b
*a = b
*a
x = *a
print(*)
a = 1 2
a = b c
(a b)
[a b]
{a b}
{a: b c: d}
[1, 2 3]
(1, 2 3)
f(1, 2 3)
f(1 2)
"abc" "def" 1
1.2.3
1..a.
a.1
a.
.a
a..b
a[1]b
0777
0o8
1j2
x = \ 
x = (\n
def f(*a, *b): pass
def f(/): pass
def f(/, a): pass
def f(*a=1): pass
def f(**a=1): pass
def f(**a, b): pass
def f(**a, /): pass
def f(*a, /): pass
def f(a, /, /): pass
lambda *a, *b: 0
lambda *: 0
lambda /: 0
lambda **a, b: 0
lambda a, a: 0
lambda *, **k: 0
def f((a, b)): pass
lambda (a, b): 0
def f(a=1, b): pass
def f(a, (b)): pass
def f(*(a)): pass
def f(a=): pass
lambda a=: 0
1, a = b
a, 1 = b = c
b = a, 1 = c
a, 1, b = c
a, f() = b
f(), a = b
[a, 1] = b
(a, 1) = b
a, *1 = b
a, None = b
a, b + c = d
a, b < c = d
a, (yield) = b
(yield) = b
(yield) = b = c
a = (yield) = b
x, y = 1, 2 = 3
a, 1 += b
a, b if c else d = 3
a, lambda: 1 = 3
a, 'x' = b, c
a, 1 = *b, c
pass if x else y
x if y else pass
break if x else 2
import a as 1
import a as f()
from a import b as c.d
from a import b as c[1], e
import a as b c
print(*, a)
raise from x
raise x from; y
with a as b, : pass
with a, b, : pass
def f() -> pass
(a < b) = c
a = 1 = b
a = 1
(a if b else c) = 1
not a = 1
a or b = 1
-a = 1
a + 1 = b = 2
f() = g() = 1
x = f() = 1
{*a for a in b}
(*a for a in b)
f(*a for a in b)
f(x, *a for a in b)
[*a, b for a in b]
[*a for a in b if a for c in a]
if x: # c
f'{a!x}' + 1
f'{a!xy}'
f'{!r}'
f'{a' 
f'{'
f'{=}'
f'{:x}'
def f((a)): pass
def f((a, b), c): pass
def f((a=1)): pass
def f((a, (b, c))): pass
def f((): pass
def f(()): pass
def f((*a)): pass
lambda (a, b=1): 0
lambda (): 0
lambda (a,): 0
def f(a, (b, c)=1): pass
def f((a b)): pass
'''
for line in programs.split('\n')[1:-1]:
    show(line)
show('x = """abc')

for text in ('if x:\n\n  # more\n', 'try:\n    pass\n', 'class A:\n    def f(self):\n', 'if x:\npass\n'):
    try:
        compile(text, 'x', 'exec')
    except SyntaxError as e:
        print(repr(text), e.args)
