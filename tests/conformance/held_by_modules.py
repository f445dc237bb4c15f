# What a program has put into a module dies at exit.
import copy
class A:
    def __del__(s): print('del')
a = A()
def f(): pass
copy.hook = f
import weakref
weakref.finalize(a, f).atexit = False
