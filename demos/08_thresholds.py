# Lesson 8: the collector starts by itself when more objects were made than freed, by a threshold.
import gc
print(gc.isenabled())
class Node: pass

def ring():
    n = Node()
    n.me = n

gc.collect()
gc.set_threshold(10)
for i in range(12): ring()

gc.disable()
for i in range(12): ring()

print(gc.collect())
