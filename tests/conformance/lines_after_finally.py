# the line of a frame that ended by a return, break or continue out of finally and with
import sys
fr = []
def f(u, v):
    try:
        None.nothing
    except Exception as error:
        r = 1
    try:
        return v
    finally:
        fr.append(sys._getframe())
f(1, 2)
def g(u, v):
    try:
        return v
    finally:
        fr.append(sys._getframe())
g(1, 2)
def h(u, v):
    for i in [1]:
        try:
            return v
        finally:
            fr.append(sys._getframe())
            u = 1
h(1, 2)
def k(u, v):
    with C():
        fr.append(sys._getframe())
        return v
class C:
    def __enter__(self): pass
    def __exit__(self, *a): pass
k(1, 2)
def m(u, v):
    try:
        return 5
    finally:
        fr.append(sys._getframe())
m(1, 2)
def n(u, v):
    try:
        return
    finally:
        fr.append(sys._getframe())
n(1, 2)
print([x.f_lineno for x in fr])
fr = []
def p(u):
    for i in [1]:
        try:
            if u: break
        finally:
            fr.append(sys._getframe())
p(1)
def q(u):
    while u:
        with C():
            fr.append(sys._getframe())
            break
q(1)
def r(u):
    for i in [1, 2]:
        try:
            continue
        finally:
            fr.append(sys._getframe())
r(1)
def s(u):
    for i in [1]:
        try:
            u.x
        except AttributeError as e:
            fr.append(sys._getframe())
            return i
        finally:
            u = 2
            u = 3
s(1)
def t(u):
    with C():
        try:
            fr.append(sys._getframe())
            return
        finally:
            u = 2
t(1)
print([x.f_lineno for x in fr])
