class A:
    count = 0
    def __init__(self): A.count += 1
    def __eq__(self, o): return isinstance(o, A)
    def __hash__(self): return 1
    def __lt__(self, o): return True
    def __repr__(self): return "A()"
    def __str__(self): return "str A"
    def __len__(self): return 3
    def __getitem__(self, i): return i * 2
    def __setitem__(self, i, v): print("set", i, v)
    def __delitem__(self, i): print("del", i)
    def __contains__(self, x): return x == 5
    def __iter__(self): return iter([1, 2])
    def __call__(self, *a): return a
    def __add__(self, o): return "add"
    def __radd__(self, o): return "radd"
    def __iadd__(self, o): print("iadd"); return self
    def __neg__(self): return "neg"
    def __bool__(self): return False
    def __getattr__(self, n): return "attr " + n
    def __format__(self, s): return "fmt " + s
    def __enter__(self): return self
    def __exit__(self, *a): pass
    def __int__(self): return 7
    def __float__(self): return 7.5
    def __index__(self): return 2
    def __abs__(self): return "abs"
    def __reversed__(self): return iter([3])
    def __round__(self, n=None): return "round"
a = A(); b = A()
print(a, [a], a == b, a == 1, {a: 1}, a < b, len(a), a[3], a[1:2], 5 in a, 6 in a, list(a), a(1, 2), a + 1, 1 + a, -a, bool(a), a.foo, f"{a:x}", f"{a!r}", int(a), float(a), [1, 2, 3][a], abs(a), list(reversed(a)), sorted([a, b]), A.count)
a[1] = 2; del a[1]; a += 1; print(hash(a), str(a), repr(a), "%s" % a, "{}".format(a), round(a), round(a, 1))
x, y = a; print(x, y, not a, a and 1, a or 2, max(a), sum(a), tuple(a), set(a) == {1, 2}, any(a), all(a), [*a], dict(zip(a, a)))
