a = [1]; b = a
a += [2]; print(a is b, b)
a = a + [3]; print(a is b, b)
t = (1,); u = t; t += (2,); print(t, u, t is u)
x = 5; x -= 2; x *= 4; x //= 5; x **= 3; x %= 5; x <<= 4; x |= 1; x ^= 3; x &= 0xff; x >>= 1
print(x)
d = {'k': [1]}
d['k'] += [2]; print(d)
t = ([],)
try: t[0] += [1]
except TypeError as e: print(e, t)
class A:
    n = 0
a = A(); a.n += 1; print(a.n, A.n)
s = 'a'; s += 'b' * 3; print(s)
f = 1.5; f /= 2; f += 1; print(f)
z = {1, 2}; z |= {3}; z -= {1}; z ^= {2, 9}; z &= {3, 9}; print(sorted(z))
d = {1: 2}; d |= {3: 4}; print(d)
l = [1, 2, 3]; l[0] += 10; l[1:] += [7]; l *= 2; print(l)
