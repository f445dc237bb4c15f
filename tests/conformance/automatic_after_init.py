import gc
log=[]
class A:
    def __init__(self, i): self.x=[]; self.me=self
    def __del__(self): log.append(n)
gc.collect()
gc.set_threshold(5,1000,1000)
n=0
def f():
    global n
    for i in range(40):
        n=i
        A(i)
f()
gc.disable(); print(log); log.clear(); gc.collect(); gc.enable()
for i in range(40):
    n=i
    A(i)
gc.disable(); print(log); log.clear(); gc.collect(); gc.enable()
n=100;A(1);n=101;A(2);n=102;A(3);n=103;A(4);n=104;A(5);n=105;A(6);n=106;A(7);n=107;A(7);n=108;A(7);n=109;A(7)
n=110;A(1);n=111;A(2);n=112;A(3);n=113;A(4);n=114;A(5);n=115;A(6);n=116;A(7);n=117;A(7);n=118;A(7);n=119;A(7)
gc.disable(); print(log); log.clear(); gc.collect(); gc.enable()
