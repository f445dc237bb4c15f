class A:
    def k(self): return dict(__x=1)
    def l(self): return dict(__x=1, **{})
    def m(self): return dict(__x=1, __y=2, **{})
    def n(self, *, __a=1): return self.n.__kwdefaults__
    def o(self):
        class __In(dict, **{}): pass
        return __In
    def p(self): return self.n(__a=3)
a = A()
print(a.k(), a.l(), a.m(), a.n(), a.o())
try: print(a.p())
except TypeError as e: print(e)
