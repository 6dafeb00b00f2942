"""Plants faults: each is one expression of a function, or of a module's constants, changed as a hand slips."""

import ast
import builtins
import gc
import re
import sys
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from functools import _lru_cache_wrapper
from pathlib import Path
from types import CodeType, FunctionType, ModuleType

COMPARED = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
COUNTED = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult, ast.Div: ast.Mult}
METHODS = {"filter": "exclude", "exclude": "filter", "first": "last", "last": "first"}
FUNCTIONS = {"any": "all", "all": "any", "min": "max", "max": "min", "Min": "Max", "Max": "Min"}
LOOKED_UP = {"__gte": "__gt", "__gt": "__gte", "__lte": "__lt", "__lt": "__lte"}
CONDITIONS = {"filter", "exclude", "get", "Q", "update"}
SQL = ((">=", ">"), ("<=", "<"), (" > ", " >= "), (" < ", " <= "), ("IS NULL", "IS NOT NULL"), (" AND ", " OR "))
IS_SQL = re.compile(r"\b(?:SELECT|WHERE|CASE|COUNT|MAX)\b|\b[mps]\.[a-z{]")
UNPLANTED = (
    "__str__",  # what a row is called, for whoever develops
    "ready",  # has run, when Django started, before anything is planted
)
FOR_PEOPLE = ("_", "gettext", "ngettext", "log.", "format_html", "print")  # no test should hold each word fast


@dataclass(frozen=True, slots=True)
class Fault:
    """One changed expression in a tree; `name` stays while the function around it does."""

    name: str
    line: int
    lines: range  # of the statement that it is in
    constant: int | None  # which statement of the module that is, where it is in no function
    tree: ast.Module
    parent: ast.AST
    field: str
    index: int | None
    changed: ast.AST

    def compiled(self, path: Path) -> CodeType:
        """The module's code with the fault in it; the tree keeps it."""
        if self.index is None:
            setattr(self.parent, self.field, self.changed)
        else:
            getattr(self.parent, self.field)[self.index] = self.changed
        return compile(ast.fix_missing_locations(self.tree), str(path), "exec")


def faults_in(path: Path) -> list[Fault]:
    """Every fault that can be planted in a file, in the order of its lines."""
    tree = ast.parse(path.read_text())
    found = [
        fault
        for place, statement in enumerate(tree.body)
        for owner, root, constant in _roots(statement, place)
        for fault in _below(root, root, owner, constant, tree)
    ]
    met: dict[str, int] = {}
    for number, fault in enumerate(found):
        met[fault.name] = met.get(fault.name, 0) + 1
        if met[fault.name] > 1:
            found[number] = _named(fault, f"{fault.name} #{met[fault.name]}")
    return sorted(found, key=lambda fault: fault.line)


def _named(fault: Fault, name: str) -> Fault:
    return Fault(name, fault.line, fault.lines, fault.constant, fault.tree, *_place(fault))


def _place(fault: Fault) -> tuple[ast.AST, str, int | None, ast.AST]:
    return fault.parent, fault.field, fault.index, fault.changed


def _roots(statement: ast.stmt, place: int, above: str = "") -> Iterator[tuple[str, ast.stmt, int | None]]:
    """Functions, methods and assignments of constants. What else a class says is its own shape, as is `__all__`."""
    if isinstance(statement, ast.FunctionDef):
        if statement.name not in UNPLANTED:
            yield f"{above}{statement.name}", statement, None
    elif isinstance(statement, ast.ClassDef):
        for inner in statement.body:
            if not isinstance(inner, ast.Assign | ast.AnnAssign):
                yield from _roots(inner, place, f"{statement.name}.")
    elif isinstance(statement, ast.Assign | ast.AnnAssign) and not _names_exports(statement):
        yield "", statement, place


def _names_exports(statement: ast.Assign | ast.AnnAssign) -> bool:
    return isinstance(statement, ast.Assign) and "__all__" in map(ast.unparse, statement.targets)


def _below(node: ast.AST, said: ast.stmt, owner: str, constant: int | None, tree: ast.Module) -> Iterator[Fault]:
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "decorator_list", "target", "targets") or isinstance(
            value, ast.arguments
        ):
            continue
        for index, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if not isinstance(child, ast.AST) or _is_for_people(child):
                continue
            inside = child if isinstance(child, ast.stmt) else said
            for changed in _changes(child, node):
                name = " ".join(f"{owner}: {_words(child)} -> {_words(changed)}".split())
                lines = range(inside.lineno, (getattr(child, "end_lineno", None) or inside.lineno) + 1)
                line = getattr(child, "lineno", inside.lineno)
                yield Fault(name, line, lines, constant, tree, node, field, index, changed)
            yield from _below(child, inside, owner, constant, tree)


def _words(node: ast.AST) -> str:
    return f"if {ast.unparse(node.test)}" if isinstance(node, ast.If | ast.While) else ast.unparse(node)


def _is_for_people(node: ast.AST) -> bool:
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant) or _is_for_people(node.value)
    if not isinstance(node, ast.Call):
        return isinstance(node, ast.Raise | ast.Assert)
    called = ast.unparse(node.func)
    return called.startswith(FOR_PEOPLE[3:]) or called in FOR_PEOPLE[:3]


def _changes(node: ast.AST, parent: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Compare(ops=ops):
            for place, operator in enumerate(ops):
                if type(operator) in COMPARED:
                    yield _but(node, ops=[*ops[:place], COMPARED[type(operator)](), *ops[place + 1 :]])
        case ast.BoolOp(values=values):
            for place in range(len(values)):
                yield _but(node, values=values[:place] + values[place + 1 :]) if len(values) > 2 else values[1 - place]
        case ast.BinOp(op=ast.BitAnd() | ast.BitOr()) if not _is_type(node.left) | _is_type(node.right):
            yield from (node.left, node.right)
        case ast.BinOp(op=operator) if type(operator) in COUNTED and not _is_text(node.left) | _is_text(node.right):
            yield _but(node, op=COUNTED[type(operator)]())
        case ast.UnaryOp(op=ast.Not()) | ast.UnaryOp(op=ast.USub(), operand=ast.Constant()):
            yield node.operand
        case ast.IfExp() | ast.If() | ast.While() if isinstance(node.test, ast.Name | ast.Attribute | ast.Call):
            yield _but(node, test=ast.copy_location(ast.UnaryOp(ast.Not(), node.test), node.test))
        case ast.comprehension(ifs=ifs):
            yield from (_but(node, ifs=ifs[:place] + ifs[place + 1 :]) for place in range(len(ifs)))
        case ast.List(ctx=ast.Load()) | ast.Tuple(ctx=ast.Load()) | ast.Set() if not isinstance(parent, ast.Subscript):
            for place in range(len(node.elts)) if all(map(_is_plain, node.elts)) else ():
                yield _but(node, elts=node.elts[:place] + node.elts[place + 1 :])
        case ast.Expr(value=ast.Call()):
            yield ast.copy_location(ast.Pass(), node)
        case ast.Call():
            yield from _calls(node)
        case ast.Constant(value=value):
            yield from (ast.copy_location(ast.Constant(other), node) for other in _values(value))


def _calls(node: ast.Call) -> Iterator[ast.AST]:
    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
    if isinstance(node.func, ast.Attribute) and name in METHODS and not _is_of_one(node.func):
        yield _but(node, func=_but(node.func, attr=METHODS[name]))
    elif isinstance(node.func, ast.Name) and name in FUNCTIONS:
        yield _but(node, func=_but(node.func, id=FUNCTIONS[name]))
    for place, given in enumerate(node.keywords):
        before, after = node.keywords[:place], node.keywords[place + 1 :]
        if name in CONDITIONS and given.arg:
            yield _but(node, keywords=before + after)
        for ending, other in LOOKED_UP.items():
            if given.arg and given.arg.endswith(ending):
                lookup = given.arg.removesuffix(ending) + other
                yield _but(node, keywords=[*before, _but(given, arg=lookup), *after])
    if name == "order_by" and node.args and isinstance(node.args[0], ast.Constant):
        turned = str(node.args[0].value)
        turned = turned[1:] if turned.startswith("-") else f"-{turned}"
        yield _but(node, args=[ast.Constant(turned), *node.args[1:]])


def _values(value: object) -> Iterator[object]:
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int):
        yield value + 1
    elif isinstance(value, str) and IS_SQL.search(value):
        for was, becomes in SQL:
            pieces = value.split(was)
            for place in range(1, len(pieces)):
                yield was.join(pieces[:place]) + becomes + was.join(pieces[place:])


def _but(node: ast.AST, **changes: object) -> ast.AST:
    changed = copy(node)
    for name, value in changes.items():
        setattr(changed, name, value)
    return changed


def _is_of_one(called: ast.Attribute) -> bool:
    """Of rows named by their number, the first is the last."""
    rows = called.value
    return (
        called.attr in ("first", "last")
        and isinstance(rows, ast.Call)
        and any(given.arg == "pk" for given in rows.keywords)
    )


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.JoinedStr) or isinstance(node, ast.Constant) and isinstance(node.value, str)


def _is_type(node: ast.expr) -> bool:
    """Of a union of types, which only says something to readers and mypy."""
    is_class = (
        isinstance(node, ast.Name) and not node.id.isupper() and (node.id[0].isupper() or hasattr(builtins, node.id))
    )
    return is_class or isinstance(node, ast.Constant) and node.value is None


def _is_plain(node: ast.expr) -> bool:
    return isinstance(node, ast.Attribute) or isinstance(node, ast.Constant) and isinstance(node.value, str)


def plant(fault: Fault, path: Path) -> bool:
    """Put the fault into the module that this process has loaded; False where it makes no program."""
    module = module_at(path)
    try:
        code = fault.compiled(path)
        if fault.constant is None:
            _replace_functions(code, path)
            forget_results(module)
        else:
            _replace_constants(module, fault)
    except (SyntaxError, ValueError, TypeError, LookupError, NameError):
        return False
    return True


def module_at(path: Path) -> ModuleType:
    """The module that was loaded from this file."""
    return next(one for one in sys.modules.values() if getattr(one, "__file__", None) == str(path))


def _replace_functions(code: CodeType, path: Path) -> None:
    changed = dict(_codes(code))
    gc.unfreeze()  # the content, once read, is taken from what is looked through
    for one in gc.get_objects():  # of which lazy ones must not be asked what they are
        if type(one) is FunctionType and one.__code__.co_filename == str(path):
            key = one.__code__.co_qualname, one.__code__.co_firstlineno
            if changed.get(key, one.__code__) != one.__code__:
                one.__code__ = changed[key]


def forget_results(module: ModuleType) -> None:
    """Of functions that keep what they gave before."""
    for one in vars(module).values():
        if isinstance(one, _lru_cache_wrapper):
            one.cache_clear()


def _codes(code: CodeType) -> Iterator[tuple[tuple[str, int], CodeType]]:
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield (inner.co_qualname, inner.co_firstlineno), inner
            yield from _codes(inner)


def _replace_constants(module: ModuleType, fault: Fault) -> None:
    """The constant, and those below it that are made of it."""
    made = dict(vars(module))
    for statement in fault.tree.body[fault.constant :]:
        if isinstance(statement, ast.Assign | ast.AnnAssign):
            exec(compile(ast.Module([statement], []), str(module.__file__), "exec"), made)
    _spread(module, made)


def _spread(module: ModuleType, made: dict[str, object]) -> None:
    """Constants of a module that are others now, wherever they were imported to, and what is made of them there."""
    for name, value in made.items():
        was = vars(module).get(name)
        if was is value or was == value:
            continue
        for other in list(sys.modules.values()):
            if isinstance(other, ModuleType) and vars(other).get(name) is was:
                setattr(other, name, value)
                if other is not module:
                    _make_anew(other, name)


def _make_anew(module: ModuleType, constant: str) -> None:
    made = dict(vars(module))
    for statement in ast.parse(Path(str(module.__file__)).read_text()).body:
        if isinstance(statement, ast.Assign | ast.AnnAssign) and any(
            isinstance(one, ast.Name) and one.id == constant for one in ast.walk(statement)
        ):
            exec(compile(ast.Module([statement], []), str(module.__file__), "exec"), made)
    _spread(module, made)
