# "%s" % (a, b) is compiled like an f-string: nobody has a tuple, and an error is where the argument is.
import sys
rc = sys.getrefcount
class S:
    def __str__(self): return 'S%d' % rc(self)
    def __repr__(self): return 'R%d' % rc(self)
def f(y, z):
    print('%s' % (y,))
    print('%s %r' % (y, z))
    print('a%sb%ac%%' % (y, z))
    print('%s' % y)
    print('%5s|%-8r|' % (y, z))
    print('%.1s|' % (y,))
    print('%d' % (rc(y),))
    print('%s' % (S(),))
    print('%s %s' % (y, y))
    print('%%' % ())
    print('no' % ())
    print('%s %s' % (S(), S()))
    print('%-7.1s|' % (S(),))
f(S(), S())
class X:
    def __str__(self): raise ValueError('x')
def h(x):
    return 'abc %s def %s' % (1, x)
x = 1
print('%s' % (x,), '%s%s' % (x, 'a'), '%r' % ('q',), 'é%s' % (x,), '%s\n' % (x,))
h(X())
