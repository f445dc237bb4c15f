class A:
    def __eq__(self, other): return True
def attempt(f, *args):
    try:
        print(repr(f(*args)))
    except Exception as e:
        print(type(e).__name__ + ":", e)
attempt(hash, A())
attempt(lambda: {A(): 1})
attempt(lambda: {A()})
print(A.__hash__, A().__hash__)
class B(A):
    def __hash__(self): return 1
class C(B):
    def __eq__(self, o): return False
class D(A):
    __hash__ = object.__hash__
print(hash(B()), C.__hash__)
attempt(hash, C())
print(hash(D()) == hash(D()) or True, "__hash__" in A.__dict__, "__hash__" in B.__dict__)
class P:
    subs = []
    def __init_subclass__(cls, **kw):
        super().__init_subclass__()
        P.subs.append((cls.__name__, kw))
class Q(P): pass
print(P.subs)
class Desc:
    def __set_name__(self, owner, name):
        print("set_name", owner.__name__, name)
class E:
    x = Desc()
    y = Desc()
attempt(hash, [])
attempt(hash, {})
attempt(hash, set())
attempt(hash, slice(1))
attempt(lambda: {[]: 1})
attempt(lambda: {(1, []): 1})
attempt(lambda: {{}})
attempt(lambda: [] in {1})
