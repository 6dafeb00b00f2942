"""Rules about the whole repository: what is true of a language is said once, and asked for in one way."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def _modules() -> Iterator[tuple[str, ast.Module]]:
    for folder in ("courses", "literacy"):
        for path in (ROOT / folder).rglob("*.py"):
            if "migrations" not in path.parts:
                yield str(path.relative_to(ROOT)), ast.parse(path.read_text())


def test_the_language_shown_is_asked_for_in_one_place() -> None:
    asking = {
        path
        for path, module in _modules()
        for node in ast.walk(module)
        if isinstance(node, ast.ImportFrom) and any(name.name == "get_language" for name in node.names)
    }

    assert asking == {"courses/languages/known.py"}
