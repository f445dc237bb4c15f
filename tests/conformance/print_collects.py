# print() collects what is due before it writes: since 3.12 wherever something is turned into text, before that
# where something is allocated.
import gc


class Node:
    def __init__(self, name):
        self.name = name
        self.me = self

    def __del__(self):
        print("del", self.name)


def due(name):
    gc.disable()
    gc.collect()
    Node(name)
    made = [[], [], [], [[]], [], []]
    gc.set_threshold(1, 20, 40)
    gc.enable()
    return made


for turn in range(2):
    kept = due("a")
    print("one")
    kept = due("b")
    print("one", "two", "three")
    kept = due("c")
    print(1, [2], kept, sep=", ", end=".\n")
    kept = due("d")
    print()
    kept = due("e")
    print("", end="")
    print("end of turn", turn)
gc.disable()
