"""Where a constant of a module is named: tests that come by there, or name it themselves, could notice a change."""

import ast
from collections.abc import Iterable, Mapping, Set
from pathlib import Path


def names_made_of(constant: int, path: Path, modules: Iterable[Path]) -> set[str]:
    """What the statement sets, which is at this place of the module at `path`, and what is made of it."""
    own = ast.parse(path.read_text())
    names = _set_by(own.body[constant])
    for tree in (own, *(ast.parse(one.read_text()) for one in modules)):
        for statement in tree.body:
            is_set = isinstance(statement, ast.Assign | ast.AnnAssign) and statement.value is not None
            if is_set and names & _named_in([statement]):
                names |= _set_by(statement)
    return names


def lines_that_name(names: Set[str], modules: Iterable[Path]) -> Mapping[Path, frozenset[int]]:
    """By module, the lines of functions that name one of these."""
    return {one: frozenset(_lines(ast.parse(one.read_text()), names)) for one in modules}


def _set_by(statement: ast.stmt) -> set[str]:
    return _named_in([statement.target] if isinstance(statement, ast.AnnAssign) else getattr(statement, "targets", ()))


def _named_in(nodes: Iterable[ast.AST]) -> set[str]:
    return {one.id for node in nodes for one in ast.walk(node) if isinstance(one, ast.Name)}


def _lines(tree: ast.Module, names: Set[str]) -> Iterable[int]:
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
