# sys.getsizeof of everything
import sys


class A:
    pass


def f():
    pass


a = A()
print(sys.getsizeof(None), sys.getsizeof(True), sys.getsizeof(0), sys.getsizeof(1), sys.getsizeof(2**30), sys.getsizeof(2**60))
print(sys.getsizeof(1.5), sys.getsizeof(""), sys.getsizeof("é"), sys.getsizeof("aé"), sys.getsizeof("a"), sys.getsizeof("abc"), sys.getsizeof("中"), sys.getsizeof("😀"))
print(sys.getsizeof(()), sys.getsizeof((1,)), sys.getsizeof((1, 2, 3)), sys.getsizeof(range(3)), sys.getsizeof(object()))
print(sys.getsizeof(a), sys.getsizeof(A), sys.getsizeof(f), sys.getsizeof(len), sys.getsizeof([].append))
a.x = 1
print(sys.getsizeof(a), sys.getsizeof(a.__init__), sys.getsizeof(sys), sys.getsizeof(int))
