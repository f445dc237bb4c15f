# how dicts grow; str keys take less room
import sys

s = {}
n = {}
str_sizes = [sys.getsizeof(s)]
int_sizes = [sys.getsizeof(n)]
for i in range(50):
    s[str(i)] = i
    n[i] = i
    if sys.getsizeof(s) != str_sizes[-1]:
        str_sizes.append(sys.getsizeof(s))
    if sys.getsizeof(n) != int_sizes[-1]:
        int_sizes.append(sys.getsizeof(n))
print(str_sizes)
print(int_sizes)
for i in range(50):
    del s[str(i)]
print(len(s), sys.getsizeof(s))
s["again"] = 1
print(len(s), sys.getsizeof(s))
s.clear()
print(sys.getsizeof(s))
print(sys.getsizeof({}), sys.getsizeof({"a": 1}), sys.getsizeof({1: 1}), sys.getsizeof({"a": 1, 2: 2}))
