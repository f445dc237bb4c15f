"""Takes a file of CPython's tests apart: for each of its cases a program of its own, with what the case needs of the
file, of the files that it imports from and of stand_in.py, and no more."""

import ast
import os

HERE = os.path.dirname(os.path.abspath(__file__))
# What stand_in.py has for these.
REPLACED = ("unittest", "test", "contextlib", "operator", "textwrap")


class Cannot(Exception):
    """Says what a case needs that there is not."""


def bound_names(statement):
    """The names that a statement of a module binds there."""
    if isinstance(statement, (ast.FunctionDef, ast.ClassDef)):
        return {statement.name}
    if isinstance(statement, (ast.Import, ast.ImportFrom)):
        return {(alias.asname or alias.name).split(".")[0] for alias in statement.names}
    return {node.id for node in ast.walk(statement) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}


def without_c_modules(statements):
    """What is left where there is no _testcapi: of a try that imports it, its handler."""
    for statement in statements:
        if isinstance(statement, ast.Try) and isinstance(statement.body[0], (ast.Import, ast.ImportFrom)):
            yield from statement.handlers[0].body
        else:
            yield statement


def modules_of(statement):
    if isinstance(statement, ast.ImportFrom):
        return [statement.module]
    return [alias.name for alias in statement.names] if isinstance(statement, ast.Import) else []


class Siblings(ast.NodeTransformer):
    """mapping_tests.NAME is NAME: both files come into one program."""

    def __init__(self, names):
        self.names = names

    def visit_Attribute(self, node):
        self.generic_visit(node)
        if isinstance(node.value, ast.Name) and node.value.id in self.names:
            return ast.copy_location(ast.Name(node.attr, node.ctx), node)
        return node


class File:
    """A file of tests, and in front of it what it imports."""

    def __init__(self, path):
        self.statements = [s for s in self.parse(os.path.join(HERE, "stand_in.py")) if bound_names(s)]
        own = list(without_c_modules(self.parse(path)))
        siblings = self.siblings(own, os.path.dirname(path))
        self.own = [Siblings(set(siblings)).visit(s) for s in own]
        for name in siblings:
            self.add(self.parse(os.path.join(os.path.dirname(path), name + ".py")))
        self.add(self.own)
        self.binding = {}
        for statement in self.statements:
            for name in bound_names(statement):
                self.binding[name] = statement

    @staticmethod
    def parse(path):
        with open(path, encoding="utf-8") as file:
            return ast.parse(file.read(), path).body

    @staticmethod
    def siblings(statements, directory):
        imported = [s for s in statements if isinstance(s, ast.ImportFrom) and s.module == "test"]
        names = [alias.name for statement in imported for alias in statement.names]
        return [name for name in names if os.path.exists(os.path.join(directory, name + ".py"))]

    def add(self, statements):
        for statement in statements:
            if not any(module.split(".")[0] in REPLACED for module in modules_of(statement)):
                self.statements.append(statement)

    def bases(self, statement):
        """The classes of the file that a class is made of, itself first."""
        found = [statement]
        for base in statement.bases:
            parent = self.binding.get(base.id) if isinstance(base, ast.Name) else None
            if isinstance(parent, ast.ClassDef):
                found += self.bases(parent)
        return found

    def is_test_case(self, statement):
        return any(
            ast.unparse(base) in ("unittest.TestCase", "TestCase")
            for each in self.bases(statement)
            for base in each.bases
        )

    def cases(self):
        """(class, method) by name, those that are inherited too, as unittest would find them."""
        for statement in self.own:
            if not isinstance(statement, ast.ClassDef) or not self.is_test_case(statement):
                continue
            names = {}
            for each in reversed(self.bases(statement)):
                for method in each.body:
                    if isinstance(method, ast.FunctionDef) and method.name.startswith("test_"):
                        names[method.name] = True
            for name in names:
                yield statement.name, name


class Program:
    """What one case needs, found from the case itself by the names that occur in it."""

    def __init__(self, file, case, method):
        self.file = file
        self.case, self.method = case, method
        self.names = {case, "verdict", "setUpModule"}
        self.attributes = {method, "setUp", "tearDown"}
        self.close()

    def wanted(self, member):
        """Is a method of a class to be kept?"""
        if not isinstance(member, ast.FunctionDef):
            return True
        if member.name.startswith("test_"):
            return member.name == self.method
        return member.name.startswith("__") or member.name in self.attributes

    def kept(self, statement):
        if not isinstance(statement, ast.ClassDef):
            return statement
        body = [self.kept(member) for member in statement.body if self.wanted(member)]
        return ast.ClassDef(**{**dict(ast.iter_fields(statement)), "body": body or [ast.Pass()]})

    def close(self):
        before = None
        while before != (len(self.names), len(self.attributes)):
            before = len(self.names), len(self.attributes)
            for statement in self.parts():
                for node in ast.walk(statement):
                    if isinstance(node, ast.Name):
                        self.names.add(node.id)
                    elif isinstance(node, ast.Attribute):
                        self.attributes.add(node.attr)
                    elif isinstance(node, ast.Global):
                        self.names.update(node.names)

    def parts(self):
        return [self.kept(s) for s in self.file.statements if bound_names(s) & self.names and not self.hidden(s)]

    def hidden(self, statement):
        """Something of the stand-in that the file itself defines otherwise."""
        return all(self.file.binding[name] is not statement for name in bound_names(statement))

    def modules(self):
        """Every module that is imported somewhere in the program."""
        nodes = [node for part in self.parts() for node in ast.walk(part)]
        return sorted({module for node in nodes for module in modules_of(node)})

    def text(self, answers):
        lines = [ast.unparse(ast.fix_missing_locations(part)) for part in self.parts()]
        if answers:
            lines.append("ANSWERS.update(%r)" % answers)
        set_up = "setUpModule" if "setUpModule" in self.file.binding else "None"
        lines.append("verdict(%s(%r), %s)" % (self.case, self.method, set_up))
        return "\n".join(lines) + "\n"
