"""Where a constant of a module is named in functions: the tests that come by there are those that could notice."""

import ast
from collections.abc import Iterable, Mapping
from pathlib import Path


def lines_that_name(constant: int, path: Path, modules: Iterable[Path]) -> Mapping[Path, frozenset[int]]:
    """By module, the lines of functions that name what the statement sets, or what is made of it.

    `constant` is the place of the statement in the module at `path`.
    """
    trees = {one: ast.parse(one.read_text()) for one in modules}
    names = _set_by(trees[path].body[constant])
    for tree in (trees[path], *trees.values()):
        for statement in tree.body:
            is_set = isinstance(statement, ast.Assign | ast.AnnAssign) and statement.value is not None
            if is_set and names & _named_in([statement]):
                names |= _set_by(statement)
    return {one: frozenset(_lines(tree, names)) for one, tree in trees.items()}


def _set_by(statement: ast.stmt) -> set[str]:
    return _named_in([statement.target] if isinstance(statement, ast.AnnAssign) else getattr(statement, "targets", ()))


def _named_in(nodes: Iterable[ast.AST]) -> set[str]:
    return {one.id for node in nodes for one in ast.walk(node) if isinstance(one, ast.Name)}


def _lines(tree: ast.Module, names: set[str]) -> Iterable[int]:
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef):
            continue
        around: dict[ast.Name, ast.stmt] = {}  # the innermost statement, which is walked last
        for statement in ast.walk(function):
            if isinstance(statement, ast.stmt):
                around |= {one: statement for one in ast.walk(statement) if isinstance(one, ast.Name)}
        for name, statement in around.items():
            if name.id in names:
                yield from range(statement.lineno, (name.end_lineno or name.lineno) + 1)
