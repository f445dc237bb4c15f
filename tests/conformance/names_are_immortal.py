# Which strings of a program are immortal: from 3.13 on the names that stand in it, in 3.12 all that are interned.
import collections as alias_of_module
import sys

def m(text):
    return sys.getrefcount(text) > 2**31

def f(arg, *rest, kwonly=1, **others):
    local = 1

    def inner():
        return local

    return inner

class K:
    attr_of_class = 1
    annotated: int = 2
    __slots__ = ("slot_name",)

    def method(self):
        self.stored_by_method = 1

class Keeper:
    pass

o = Keeper()
o.stored_attribute = 1
setattr(o, "dynamic_attr", 2)
d = {"string_key": 1, "key with spaces": 2}

print([m(x) for x in f.__code__.co_varnames], [m(x) for x in f.__code__.co_cellvars])
print(m(f.__name__), m(f.__qualname__), m(f.__code__.co_name), m(K.method.__name__), m(K.method.__qualname__))
print([(k, m(k)) for k in vars(o)], [(k, m(k)) for k in d])
print([(k, m(k)) for k in vars(K) if not k.startswith("__")])
print(m("stored_attribute"), m("string_key"), m("only_a_constant"), m("kwonly"), m("inner"), m("K"), m("no name"))
print(m("dynamic" + "_at" * len(d)), m(str(12)), m("alias_of_module"), m("keyword_in_a_call"))

def keywords(**k):
    return [(a, m(a)) for a in k]

print(keywords(keyword_in_a_call=1), keywords(**{"unpacked_key": 3, "un packed": 4}))
try:
    missing_name
except NameError as e:
    print(m(e.name), m(e.args[0]))
try:
    o.missing_attribute
except AttributeError as e:
    print(m(e.name))
print([m(n) for n in compile("aa.bb(cc=1)", "a file", "exec").co_names], m("cc"))
print([m(k) for k in ("o", "d", "f")])

def here():
    first_local = "only_a_constant"
    second_local = "first_local"
    return locals()

print([(m(k), m(v)) for k, v in here().items()])
