# What makes bytes, what they say, and what is refused.
import weakref


class Giving:
    def __bytes__(self):
        return b"given"


class Wrong:
    def __bytes__(self):
        return "text"


class Counting:
    def __index__(self):
        return 3


giving, counting = Giving(), Counting()
print(b"it's", b"'\"", b"\\ \n\t\r\x00\xff", "b\u00e9".encode())
for make in (
    bytes,
    lambda: bytes(3),
    lambda: bytes([65, 66]),
    lambda: bytes(range(3)),
    lambda: bytes(giving),
    lambda: bytes(Wrong()),
    lambda: bytes(counting),
    lambda: bytes(b"kept"),
    lambda: bytes("b\u00e9", "utf-8"),
    lambda: bytes("text"),
    lambda: bytes(3, "ascii"),
    lambda: bytes(-1),
    lambda: bytes([300]),
    lambda: bytes(3.0),
    lambda: bytes(None),
    lambda: bytes(["a"]),
    lambda: bytes(weakref.proxy(giving)),
    lambda: bytes(weakref.proxy(counting)),
    lambda: bytes(weakref.proxy(Giving())),
    lambda: b"b\xc3\xa9".decode("utf-8"),
    lambda: "text".encode("ascii").decode(encoding="ascii"),
    lambda: b" \n a b\t".strip(),
    lambda: b"xxaxx".strip(b"x"),
    lambda: b"a".strip("a"),
    lambda: [b"a" in b"banana", b"na" in b"banana", b"" in b"", 97 in b"banana", 98 in b"a"],
    lambda: "a" in b"banana",
    lambda: 300 in b"banana",
    lambda: (len(b"abc"), b"abc" == bytes([97, 98, 99]), b"a" == "a", b"ab" < b"b"),
):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)
