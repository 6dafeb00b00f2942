"""Rules about the whole repository: what is true of a language is said once, and asked for in one way."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from courses.languages.known import BY_CODE

ROOT = Path(__file__).resolve().parents[2]
CODE = re.compile(r"en|zh|zh[-_][Hh]an[st].*|.*\bzh[-_][hH]an[st]\b.*", re.DOTALL)
NAMED = {
    "literacy/settings_languages.py",  # the one list
    "courses/catalog/published/versions.py",  # the languages of hashes that stand beside old answers
}
IN_TEMPLATE = re.compile(r"zh[-_][hH]an[st]|[\"'/]en[\"'/]|\.en\b|LANGUAGE_CODE|get_current_language")
WITHOUT_CONTEXT = {"errors/500.html", "errors/400_host.html"}  # shown when nothing else works: each language in turn


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


def test_no_other_module_names_a_language() -> None:
    naming = {
        f"{path}:{node.lineno}"
        for path, module in _modules()
        for node in ast.walk(module)
        if path not in NAMED
        and (
            (isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value))
            or (isinstance(node, ast.Attribute) and node.attr in ("en", "zh_hans"))
        )
    }

    assert naming == set()


def test_no_template_names_a_language() -> None:
    templates = ROOT / "literacy" / "templates"
    naming = {
        f"{path.relative_to(templates)}: {found[0]}"
        for path in templates.rglob("*.*")
        if str(path.relative_to(templates)) not in WITHOUT_CONTEXT and (found := IN_TEMPLATE.search(path.read_text()))
    }

    assert naming == set()


def test_every_language_is_offered_on_pages_without_context() -> None:
    for name in WITHOUT_CONTEXT:
        shown = (ROOT / "literacy" / "templates" / name).read_text()
        assert [one.code for one in BY_CODE.values() if f'lang="{one.html_lang}"' not in shown] == [], name
