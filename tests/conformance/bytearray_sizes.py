# How much room a bytearray has, which sys.getsizeof tells, and how that grows and shrinks.
import sys

g = sys.getsizeof
print([g(bytearray(n)) for n in (0,1,2,7,8,9,100)])
print([g(bytearray(b'a'*n)) for n in (0,1,2,7,8,9,100)])
print([g(bytearray([1]*n)) for n in (0,1,2,7,8,9,100)])
print([g(bytearray(iter([1]*n))) for n in (0,1,2,7,8,9,10,30,100)])
print([g(bytearray('a'*n,'ascii')) for n in (0,1,2,7,8,9,100)])
b = bytearray()
l = []
for i in range(70):
    b.append(1)
    l.append(g(b))
print('append',l)
l = []
while b:
    b.pop()
    l.append(g(b))
print('pop',l)
b = bytearray(b'abc')
b+=b'd'
print('iadd', g(b))
b+=b'e'*100
print(g(b))
b.extend(b'x'*5)
print(g(b))
b.extend([1,2,3])
print(g(b))
b.extend(iter([1]*40))
print(g(b))
b.clear()
print('clear', g(b))
b = bytearray(range(100))
del b[:50]
print('del front', g(b))
b.append(1)
print(g(b))
del b[0]
print(g(b))
del b[10:20]
print(g(b), len(b))
del b[:30]
print(g(b), len(b))
b[3:3]=b'x'*10
print(g(b))
b[2:8]=b''
print(g(b))
del b[::2]
print(g(b),len(b))
b = bytearray(range(100))
b.pop(0)
print('pop0', g(b))
b.insert(0,1)
print(g(b))
b.remove(5)
print(g(b))
b.reverse()
print(g(b))
b*=2
print('imul',g(b))
c = b*2
print(g(c))
c = b+b'x'
print(g(c))
c = b[3:10]
print(g(c))
c = b.copy()
print(g(c))
c = b[::2]
print(g(c),len(c))
b = bytearray(b'abc')
print(g(bytearray(b)))
b = bytearray(b'abcdef')

for i in range(6):
    del b[0]
    print(g(b), end=' ')
print()
b = bytearray(b'abcdef'*10)
while b:
    b.pop(0)
    print(g(b), end=' ')
print()
b = bytearray(b'abcdef'*10)
while b:
    del b[:7]
    print(g(b), end=' ')
print()
b = bytearray(b'abcdef'*10)
b[:5]=b''
print(g(b))
b[0:0]=b'12345'
print(g(b))
b[0:0]=b'1'
print(g(b))
b = bytearray()
b+=b'abc'
print(g(b))
b = bytearray()
b[0:0]=b'abc'
print(g(b))
b = bytearray()
b.extend(b'abc')
print(g(b))
b = bytearray()
b.extend([])
print(g(b))
b = bytearray()
b.extend([1])
print(g(b))
b.extend(x for x in [1,2])
print(g(b))
b = bytearray(10)
b*=0
print(g(b))
b = bytearray(10)
b*=1
print(g(b))
b = bytearray(b'a,b').split(b',')
print([g(x) for x in b])
print(g(bytearray(b'abc').upper()), g(bytearray(b'abc').replace(b'b',b'xxx')), g(bytearray(b' a ').strip()))


class R:
    s = 12345
    def randrange(self, a, b=None):
        self.s = (self.s * 1103515245 + 12345) % 2147483648
        lo, hi = (0, a) if b is None else (a, b)
        return lo + (self.s >> 8) % (hi - lo)

    def choice(self, t):
        return t[self.randrange(len(t))]


r = R()
for round in range(20):
    b = bytearray(r.randrange(40))
    m, log = list(b), []
    for step in range(60):
        k, n = r.randrange(9), len(b)
        if k == 0:
            x = r.randrange(256)
            b.append(x)
            m.append(x)
        elif k == 1 and n:
            i = r.randrange(n)
            b.pop(i)
            m.pop(i)
        elif k == 2:
            i = r.randrange(n+1)
            x = r.randrange(256)
            b.insert(i, x)
            m.insert(i, x)
        elif k == 3:
            i = r.randrange(n+1)
            j = r.randrange(i, n+1)
            del b[i:j]
            del m[i:j]
        elif k == 4:
            i = r.randrange(n+1)
            j = r.randrange(i, n+1)
            t = bytes(r.randrange(256) for _ in range(r.randrange(12)))
            b[i:j] = t
            m[i:j] = list(t)
        elif k == 5:
            t = bytes(r.randrange(256) for _ in range(r.randrange(6)))
            b += t
            m += list(t)
        elif k == 6:
            j = r.randrange(n+1)
            del b[:j]
            del m[:j]
        elif k == 7:
            s = r.choice((2,3,-1,-2))
        elif k == 8:
            t = [r.randrange(256) for _ in range(r.randrange(20))]
            b.extend(t)
            m.extend(t)
        if k == 7:
            del b[::s]
            del m[::s]
        assert list(b) == m, (k, b, m)
        log.append(g(b))
    print(log)
