"""Where a constant of a module is named: tests that come by there, or name it themselves, could notice a change."""

import ast
from collections.abc import Iterable, Mapping, Set
from pathlib import Path

Constant = tuple[Path, str]  # the module that sets it, and its name there


def constants_made_of(constant: int, path: Path, modules: Iterable[Path]) -> set[Constant]:
    """What the statement sets, which is at this place of the module at `path`, and what is made of it."""
    found = {(path, name) for name in _set_by(ast.parse(path.read_text()).body[constant])}
    for module in (path, *modules):
        tree = ast.parse(module.read_text())
        known = _known_in(module, tree, found)
        for statement in tree.body:
            is_set = isinstance(statement, ast.Assign | ast.AnnAssign) and statement.value is not None
            if is_set and known & _named_in([statement]):
                known |= _set_by(statement)
                found |= {(module, name) for name in _set_by(statement)}
    return found


def lines_that_name(constants: Set[Constant], modules: Iterable[Path]) -> Mapping[Path, frozenset[int]]:
    """By module, the lines of functions that name one of these, and not another constant of the same name."""
    trees = {one: ast.parse(one.read_text()) for one in modules}
    return {one: frozenset(_lines(tree, _known_in(one, tree, constants))) for one, tree in trees.items()}


def _known_in(module: Path, tree: ast.Module, constants: Set[Constant]) -> set[str]:
    """The names by which a module knows some of these: its own, and those that it imports from where they are set."""
    imported = {
        alias.asname or alias.name
        for statement in tree.body
        if isinstance(statement, ast.ImportFrom) and statement.module
        for alias in statement.names
        if any(alias.name == name and _is_at(home, statement.module) for home, name in constants)
    }
    return imported | {name for home, name in constants if home == module}


def _is_at(file: Path, module: str) -> bool:
    own, parts = file.parent if file.stem == "__init__" else file.with_suffix(""), tuple(module.split("."))
    return own.parts[-len(parts) :] == parts


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
