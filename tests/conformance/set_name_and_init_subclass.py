class Base:
    subs = []
    def __init_subclass__(cls, **kw): super().__init_subclass__(**kw); Base.subs.append(cls.__name__)
class A(Base): pass
class B(A): pass
print(Base.subs)
class Desc:
    def __set_name__(self, owner, name): print("named", owner.__name__, name); self.name = name
    def __get__(self, o, t=None): return self if o is None else o.__dict__.get(self.name, "none")
    def __set__(self, o, v): o.__dict__[self.name] = v * 2
class T: f = Desc(); g = Desc()
t = T(); print(t.f); t.f = 4; print(t.f, t.__dict__)
