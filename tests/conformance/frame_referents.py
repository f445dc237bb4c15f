# What the collector's functions show of frames that run and of generators.
import gc
import sys


def kinds(objects):
    return [type(o).__name__ for o in objects if o is not globals()]


def generator(a):
    b = [1]
    yield sys._getframe()
    yield 2


g = generator({})
print(kinds(gc.get_referents(g)))
frame = next(g)
print(kinds(gc.get_referents(g)), kinds(gc.get_referents(frame)))
print(gc.is_tracked(g), gc.is_tracked(frame), kinds(gc.get_referrers(frame)))


def function():
    item = [1]
    me = sys._getframe()
    print(kinds(gc.get_referents(me)), gc.is_tracked(me), kinds(gc.get_referrers(item)))
    return me


owned = function()
print(kinds(gc.get_referents(owned)), gc.is_tracked(owned))
print(kinds(gc.get_referents(sys._getframe())), gc.is_tracked(sys._getframe()))


def from_below():
    caller = sys._getframe(1)
    print(kinds(gc.get_referents(caller)), gc.is_tracked(caller))


from_below()
list(g)
print(kinds(gc.get_referents(g)))


def running():
    print(kinds(gc.get_referents(me)), kinds(gc.get_referrers(me)))
    yield


me = running()
next(me)


class Node:
    pass


def order():
    node = Node()
    a, b, c, d, e = [node], (node,), {1: node}, Node(), {node}
    d.node = node
    print(kinds(gc.get_referrers(node)))
    gc.collect()
    print(kinds(gc.get_referrers(node)))


order()
