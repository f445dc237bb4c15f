import gc


class Node:
    def __init__(self, parent):
        self.parent = parent
        self.children = []
        if parent is not None:
            parent.children.append(self)


def grow(parent, n):
    for i in range(n):
        Node(parent)
    return n


root = Node(None)
print("grew", grow(root, 2))
del root
print(gc.collect(0))
