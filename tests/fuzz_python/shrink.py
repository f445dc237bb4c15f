"""Makes a program smaller while something stays true of it: by taking statements away, whole blocks first,
and by replacing a compound statement with what is in it."""

import ast
import copy

BLOCKS = ("body", "orelse", "finalbody", "handlers")


def blocks(tree):
    """Every list of statements in the tree, outermost first."""
    for node in ast.walk(tree):
        for field in BLOCKS:
            block = getattr(node, field, None)
            if isinstance(block, list) and block:
                yield block


def source(tree):
    """None when what is left is no program."""
    tree = copy.deepcopy(tree)
    for node in ast.walk(tree):
        if isinstance(getattr(node, "body", None), list) and not node.body and not isinstance(node, ast.Module):
            node.body.append(ast.Pass())
    try:
        text = ast.unparse(ast.fix_missing_locations(tree)) + "\n"
        compile(text, "shrunk", "exec")
    except (SyntaxError, ValueError):
        return None
    return text


def try_without(tree, block, start, length, holds):
    taken = block[start : start + length]
    del block[start : start + length]
    text = source(tree)
    if text is not None and holds(text):
        return True
    block[start:start] = taken
    return False


def try_inside(tree, block, index, holds):
    node = block[index]
    inside = [s for field in ("body", "orelse", "finalbody") for s in getattr(node, field, None) or []]
    if isinstance(node, (ast.ClassDef, ast.FunctionDef, ast.ExceptHandler, ast.Expr)) or not inside:
        return False
    block[index : index + 1] = inside
    text = source(tree)
    if text is not None and holds(text):
        return True
    block[index : index + len(inside)] = [node]
    return False


def one_pass(tree, holds, fixed):
    changed = False
    for block in list(blocks(tree)):
        first = sum(statement.lineno <= fixed for statement in block)
        length = max(1, (len(block) - first) // 2)
        while length >= 1:
            start = len(block) - length
            while start >= first:
                changed |= try_without(tree, block, start, min(length, len(block) - start), holds)
                start -= length
            length //= 2
        for index in reversed(range(first, len(block))):
            changed |= try_inside(tree, block, index, holds)
    return changed


def without_unused(tree, holds):
    for statement in reversed([s for s in tree.body if isinstance(s, ast.FunctionDef)]):
        try_without(tree, tree.body, tree.body.index(statement), 1, holds)


def shrink(text, holds, fixed):
    """The smallest program that was found for which holds(program) is true, as it is for text; of its first
    `fixed` lines only whole functions go, for they say what is seen of the rest."""
    tree = ast.parse(text)
    if not holds(source(tree)):
        return text
    while one_pass(tree, holds, fixed):
        pass
    without_unused(tree, holds)
    return source(tree)
