# What is wrong with f-strings: up to 3.11 fields are texts of their own, and errors stand behind the literals.
texts = [
    (exec, "x = f'{a b}'"),
    (exec, "x = f'{a +}'"),
    (exec, "x = f'{a'"),
    (exec, "x = f'{a:{b}'"),
    (exec, "x = f'{a!}'"),
    (exec, "x = f'{a!z}'"),
    (exec, "x = f'{a!r'"),
    (exec, "x = f'{!r}'"),
    (exec, "x = f'{ }'"),
    (exec, "x = f'{a = b}'"),
    (exec, "x = f'{a $ b}'"),
    (exec, "x = f'abc {(a}'"),
    (exec, "x = f'abc {a)}'"),
    (exec, "x = f'abc {a]}'"),
    (exec, "x = f'abc {lambda x: 1}'"),
    (exec, "x = f'abc {yield}'"),
    (exec, 'x = f\'abc {"a" b}\''),
    (exec, "x = f'{a # b}'"),
    (exec, "x = f'{a\\\\n}'"),
    (exec, "x = f'{\\'a\\'}'"),
    (exec, "x = f'{f(a b)}'"),
    (exec, "x = f'{*a}'"),
    (exec, "x = f'{**a}'"),
    (exec, "x = f'{a:{b:{c}}}'"),
    (exec, "x = f'{a:{b:{c:{d}}}}'"),
    (exec, "x = f'{1 = 2}'"),
    (exec, "x = f'{a := 5}'"),
    (exec, "x = f'{def}'"),
    (exec, "x = f'{a.}'"),
    (exec, "x = f'{a..b}'"),
    (exec, "x = f'{[}'"),
    (exec, "x = f'{a[}'"),
    (exec, "x = f'{a if}'"),
    (exec, "f'{a}' = 1"),
    (exec, "x = f'{d['x']}'"),
    (exec, "x = ('a' f'{}' 'b',)"),
    (exec, 'x = f\'{"a}\''),
    (exec, "x = f'{(a'"),
]


def attempt(i):
    if i < len(texts):
        run, text = texts[i]
        try:
            run(text)
        finally:
            attempt(i + 1)


attempt(0)
