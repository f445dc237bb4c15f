# Carets under text that is not ASCII.
def f(n):
    if n == 1: s = 'é'; print(s + 1)
    if n == 2: d={'año':1}; print(d['año'] + d['mes'])
    if n == 3: é = 'ñandú'; print('ñ' + é + 5)
    if n == 4: print("é", [1][5])
    if n == 5:
        print('ñ',
              f(7))
    if n == 6: x = 'ñ'; x.y(1)
    if n == 7: return 'áéí' + undefined
import sys
f(int(1))
