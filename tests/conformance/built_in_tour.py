l = [3, 1, 2]
l.sort(); print(l); l.sort(reverse=True); print(l); l.append(4); l.extend([5, 6]); l.insert(0, 9); print(l, l.pop(), l.pop(0), l.index(2), l.count(1)); l.reverse(); print(l); l.remove(5); print(l, l[1:3], l[::2], l[-1]); l[1:2] = [7, 8, 9]; print(l); del l[0]; del l[1:3]; print(l, l + [1], l * 2, 1 in l, l == l[:], l is l[:], min(l), max(l), sum(l), len(l)); l.clear(); print(l)
d = {"a": 1, "b": 2}; d["c"] = 3; print(d, d.get("x"), d.get("x", 0), list(d), list(d.values()), list(d.items()), "a" in d, d.pop("a"), d.setdefault("z", []), d); d.update({"q": 1}, w=2); print(d, {**d, "n": 1}, d | {"m": 2}, len(d)); del d["q"]; print(d.popitem(), dict(a=1), dict([(1, 2)]), {k: v for k, v in d.items()})
s = {1, 2, 3}; s.add(4); s.discard(9); print(s, s | {5}, s & {1}, s - {1}, s ^ {1, 9}, s <= {1, 2, 3, 4, 5}, s.union([7]), len(s), {x % 2 for x in s}, frozenset(s) == s)
t = (1, 2, 3); a, *b = t; print(a, b, t + (4,), t * 2, t[1:], t.index(2), t.count(1), (1,), (), tuple("ab"))
print(sorted([3, 1, 2], key=lambda x: -x), sorted({"b": 1, "a": 2}), sorted(["b", "A"], key=str.lower), min([1, 2], key=lambda x: -x), max("abc"), sum([1, 2], 10), any([]), all([]), abs(-3), round(2.5), round(3.14159, 2), divmod(7, 2), pow(2, 10), pow(2, 10, 7), 7 // 2, -7 // 2, 7 % -3, 2 ** 0.5, 10 / 4, 1e10, 1e16, 1.0, 0.1 + 0.2, 5 // 2.0, int(3.9), int("42"), float("1.5"), bool([]), str(1.0), hex(255), bin(5), oct(8), int("ff", 16), complex if False else 0, isinstance(True, int), type(1).__name__, 10 ** 20, 3 if [] else 4, not 1, 1 < 2 < 3, None is None, [] or "x")
x = 5; x += 1; x *= 2; x -= 1; x //= 2; x **= 2; x %= 7; print(x); i = 0
while True:
    i += 1
    if i == 3: continue
    if i > 5: break
else: print("no")
for i in range(3): pass
else: print("else", i)
print([i * j for i in range(3) for j in range(2) if i != j], [[0] * 2 for _ in range(2)], list(range(10, 0, -3)), [x for x in "abc"], (lambda *a, **k: (a, k))(1, b=2), [y := 5, y + 1])
