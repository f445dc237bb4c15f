import atexit, weakref, gc
class A:
    def __del__(s): print('del A')
a = A()
@atexit.register
def bye(): print('bye', a is not None)
atexit.register(print, 'args', 1, sep='-')

def gone(): print('never')
atexit.register(gone); atexit.unregister(gone)
weakref.finalize(a, print, 'fin')
print('end')
