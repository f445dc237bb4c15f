# The methods of bytes that cut it and that fill it up.
b = b"a,b,c"
print(b.partition(b","), b.rpartition(b","), b.partition(b"x"), b.rpartition(b"x"))
print(b.partition(b"x")[0] is b, b"".partition(b"x"), b",".rpartition(b","))
print(b.rsplit(b",", 1), b.rsplit(b","), b.rsplit(b",", 0), b.rsplit(sep=b",", maxsplit=1), b"".rsplit(b","))
s = b" a b \t c\n"
for n in (-1, 0, 1, 2, 3, 9):
    print(s.rsplit(None, n), s.split(None, n), b.rsplit(b",", n))
print(s.rsplit(), b"".rsplit(), b"  ".rsplit(None, 0), b"ab--cd--".rsplit(b"--"))
for lines in (b"a\nb\r\nc\rd\n", b"\n", b"", b"a\r", b"\r\n\r\n", b"a\x0bb\x1cc\x85d"):
    print(lines.splitlines(), lines.splitlines(True), lines.splitlines(keepends=1))
for width in range(1, 9):
    print(b"ab".center(width), b"abc".center(width, b"*"), b"ab".ljust(width, b"."), b"ab".rjust(width))
print(b"\xff\x00".center(5, b"\xfe"), b.center(2) is b)
for number in (b"12", b"-12", b"+1", b"", b"abc", b"--1", b"-"):
    print(number.zfill(5), number.zfill(1))
for wrong in (
    lambda: b.partition(b""),
    lambda: b.partition("x"),
    lambda: b.rpartition(1),
    lambda: b.rsplit(b""),
    lambda: b.rsplit("x"),
    lambda: b.rsplit(b",", "x"),
    lambda: b.center("x"),
    lambda: b.center(9, b"xx"),
    lambda: b.ljust(5, "x"),
    lambda: b.rjust(5, 1),
    lambda: b.rjust(5, b""),
    lambda: b.zfill("x"),
    lambda: b.zfill(),
    lambda: b.splitlines(1, 2),
):
    try:
        print(wrong())
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
