# from 3.15 on code behind a try borrows its locals whatever the handlers do
import sys
def f(v):
    try:
        pass
    except Exception as inner:
        raise KeyError('x')
    print(v and sys.getrefcount(v))
f([[]])
def g(v):
    try:
        pass
    except Exception as inner:
        raise KeyError('x')
    print(sys.getrefcount(v))
g([[]])
def h(v):
    try:
        pass
    except Exception:
        pass
    print(v and sys.getrefcount(v))
h([[]])
def k(v):
    try:
        len(v)
    except Exception as inner:
        raise KeyError('x')
    print(v and sys.getrefcount(v))
k([[]])
def m(v):
    try:
        pass
    except Exception as inner:
        v = 3
    print(v and sys.getrefcount(v))
m([[]])
def n(v):
    try:
        pass
    finally:
        print(v and sys.getrefcount(v))
    print(v and sys.getrefcount(v))
n([[]])
def p(v):
    print(v and sys.getrefcount(v))
p([[]])
