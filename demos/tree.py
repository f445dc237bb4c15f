# Parents and children that know each other: dropping the root frees nothing until a collection.
import gc


class Node:
    def __init__(self, parent):
        self.parent = parent
        self.children = []
        if parent is not None:
            parent.children.append(self)


gc.collect()
root = Node(None)
left = Node(root)
right = Node(root)
leaf = Node(left)
del left, right, leaf
leaf = root.children[0].children[0]
del root
print(gc.collect(0))
del leaf
print(gc.collect())
