# arrays: printed, measured, indexed
import gc
import sys
import numpy as np

a = np.array([4, 5, 6])
print(a, a.shape, a.nbytes, a.size, a.ndim, a.itemsize, a.dtype, len(a))
print(repr(a), sys.getsizeof(a), sys.getrefcount(a), gc.is_tracked(a))
a[0] = 9
print(a, a[0], a[-1], a + 1, a * 2, a / 2)
z = np.zeros((2, 3))
print(z)
print(repr(z), z.shape, sys.getsizeof(z))
z[1, 2] = 2.5
z[0] = 100
print(z)
print(np.ones(3), np.arange(5), np.arange(2, 10, 3), np.arange(0, 1, 0.25))
print(np.array([True, False]), np.array([1.5, 2, 3]), np.array([[1, 2], [3, 4]]), np.array([]))
print(np.zeros(1000000), np.zeros(1000000).nbytes)
print(repr(np.arange(1001)), repr(np.array([])), np.arange(40) * 1000)
print(np.array([1e10, 1.0]), np.array([1 / 3, 2 / 3]), np.array([float(1), 0.00001]))
v = a[1:]
v[0] = 77
print(a, v, v.base is a, sys.getsizeof(v))
holder = [a, a]
print(sys.getrefcount(a), gc.is_tracked((a,)))
del holder
