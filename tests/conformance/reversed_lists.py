# From 3.13 on the iterator of reversed(list) keeps the list when it is exhausted.
class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print('del', self.name)


for steps in (1, 2, 3):
    items = [Noisy('a'), Noisy('b')]
    it = reversed(items)
    del items
    for _ in range(steps):
        next(it, None)
    print(steps, 'steps')
    del it
items = [Noisy('c'), Noisy('d')]
it = reversed(items)
items.clear()
print(list(it))
del items
print('end')
