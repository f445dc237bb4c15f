import sys
b = ['a']; b.pop(); print(sys.getsizeof(b))
b = ['a', 'b']; b.pop(); b.pop(); print(sys.getsizeof(b))
b = ['a', 'b', 'c', 'd']; b.pop(0); b.pop(0); b.pop(0); print(sys.getsizeof(b)); b.pop(0);  print(sys.getsizeof(b))
b = ['a']; b.remove('a'); print(sys.getsizeof(b))
b = ['a']; del b[0]; print(sys.getsizeof(b))
b = ['a']; del b[:]; print(sys.getsizeof(b))
b = ['a', 'b', 'c']; del b[0:2]; del b[0]; print(sys.getsizeof(b))
