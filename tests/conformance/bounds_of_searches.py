# What find() and the like say of wrong bounds, and in which order they look at their arguments.
for method in ["find", "rfind", "index", "rindex", "count", "startswith", "endswith"]:
    for arguments in [(5, "*"), ("o", "x"), ("o", 1, "x"), (5, 1), (None,), ("o", None, None), ("o", 1.5), ([], 0, []), ("z", 5, 1)]:
        try:
            print(method, arguments, getattr("Hello World", method)(*arguments))
        except Exception as e:
            print(method, arguments, type(e).__name__, e)


class Word(bytes):
    class Longer(bytes):
        pass


for kind in [bytes, Word, Word.Longer, bytearray, dict, int]:
    name = {dict: "fromkeys", int: "from_bytes"}.get(kind, "fromhex")
    for arguments in [(), (1, 2, 3, 4)]:
        try:
            print(getattr(kind, name)(*arguments))
        except Exception as e:
            print(kind.__name__, type(e).__name__, e)
