class A:
    def f(self): super().nope()
A().f()
