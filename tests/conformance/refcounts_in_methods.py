# self, attributes, classes
import sys


class Node:
    def __init__(self, value):
        self.value = value
        self.next = None

    def count(self):
        return sys.getrefcount(self)

    def count_value(self):
        return sys.getrefcount(self.value)


v = []
n = Node(v)
print(n.count())
print(n.count_value())
print(sys.getrefcount(n), sys.getrefcount(v))
before = sys.getrefcount(Node)
m = Node(n)
n.next = m
print(sys.getrefcount(Node) - before)
print(sys.getrefcount(n), sys.getrefcount(m))
del m
print(sys.getrefcount(n), sys.getrefcount(n.next))
n.next = None
print(sys.getrefcount(n))
bound = n.count
print(sys.getrefcount(n))
print(bound())
