# Until 3.13 the test of a while loop is compiled twice, and what is pending runs between the second test and the
# next turn; later between the turn and the test.
import gc


class Loop:
    def tick(self, done, *more):
        if done:
            raise AssertionError

    def run(self, ahead):
        started, junk, turns = [], [], 0

        def callback(phase, info):
            if phase == "start" and not started:
                started.append((turns, info["generation"]))

        gc.collect()
        gc.callbacks.append(callback)
        gc.enable()
        for _ in range(ahead):
            junk.append([])
        while not started:
            turns += 1
            self.tick(False, turns, 1)
            junk.append([])
        gc.disable()
        gc.callbacks.clear()
        return started[0], turns, sum([len(item) for item in junk])


def compound(n):
    seen = []
    while any(x > 2 for x in [n]) and (n := n - 1) or n > 50:
        if n % 2:
            continue
        seen.append((n, [y for y in range(n % 3)]))
        while seen and n == 8:
            seen.pop()
            break
        else:
            seen.append("inner")
    else:
        seen.append("outer")
    return seen


def functions(n):
    made = []
    while (f := lambda: n)() > 0:
        made.append(f)
        n -= 1
    return len(made), len({id(f.__code__) for f in made})


def constant(value):
    n = 0
    while value:
        n += 1
        if n == 3:
            break
    while True:
        n += 1
        try:
            if n < 5:
                continue
            break
        finally:
            n += 10
    while 0:
        n = "never"
    else:
        n += 100
    return n


gc.disable()
for ahead in range(4):
    print(Loop().run(ahead))
print(compound(12), functions(3))
print([constant(value) for value in (True, 1, 0, None, not 0, "")])


def twice(fails):
    made = []
    try:
        try:
            if fails:
                raise ValueError
        finally:
            made.append(lambda: 1)
    except ValueError:
        pass
    return made[0]


print(twice(False).__code__ is twice(True).__code__)
