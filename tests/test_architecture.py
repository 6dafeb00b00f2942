"""Rules about the whole repository: who may import whom, who may call a view, what is stored, how long a file is."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

from courses.accounts.access import rule_of_route
from courses.privacy.register import NOT_PERSONAL, TABLES, stored_fields

ROOT = Path(__file__).resolve().parent.parent
ORDER = {  # package: what it may import; nothing imports literacy
    "loans": set(),
    "languages": set(),
    "catalog": {"loans", "languages"},
    "accounts": {"languages"},
    "exercises": {"catalog", "accounts", "loans", "languages"},
    "learning": {"exercises", "catalog", "accounts", "loans", "languages"},
    "organizations": {"learning", "catalog", "accounts", "languages"},
    "privacy": {"organizations", "learning", "accounts", "languages"},
}
JUNK_DRAWERS = {"utils", "helpers", "common", "core", "services", "misc", "tools"}
MOST_LINES, MOST_FUNCTION_LINES = 300, 50


def _sources(*folders: str) -> Iterator[Path]:
    for folder in folders:
        yield from (path for path in (ROOT / folder).rglob("*.py") if "migrations" not in path.parts)


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield from (f"{node.module}.{name.name}" for name in node.names)


def _package(module: str) -> str:
    """The package of `module`: "loans" for courses.loans.money, "literacy", or "" for anything from outside."""
    words = module.split(".")
    if words[0] == "courses" and len(words) > 1:
        return words[1]
    return words[0] if words[0] == "literacy" else ""


def test_imports_point_one_way() -> None:
    wrong = [
        f"{path.relative_to(ROOT)} imports {module}"
        for path in _sources("courses")
        for module in _imports(path)
        if (used := _package(module))
        and used != (own := path.relative_to(ROOT).parts[1])
        and used not in ORDER.get(own, set())
    ]

    assert wrong == []


def test_every_package_has_a_place() -> None:
    found = {path.name for path in (ROOT / "courses").iterdir() if (path / "__init__.py").exists()}

    assert found <= set(ORDER)


def test_loan_mathematics_needs_no_django() -> None:
    modules = sorted(".".join(path.relative_to(ROOT).with_suffix("").parts) for path in _sources("courses/loans"))
    program = "import sys\n" + "".join(f"import {name}\n" for name in modules if not name.endswith("__init__"))
    program += "assert not [name for name in sys.modules if name.startswith(('django', 'courses.catalog'))]"

    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")


def test_loan_mathematics_imports_the_standard_library_only() -> None:
    outside = {
        module
        for path in _sources("courses/loans")
        for module in _imports(path)
        if not module.startswith("courses.loans.") and module.split(".")[0] not in sys.stdlib_module_names
    }

    assert outside == set()


def _routes(resolver: URLResolver | None = None, names: tuple[str, ...] = ()) -> Iterator[tuple[str, URLPattern]]:
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from _routes(entry, (*names, entry.namespace) if entry.namespace else names)
        else:
            yield ":".join((*names, entry.name or "")), entry


def test_every_view_says_who_may_call_it() -> None:
    unmarked = [name or str(route.pattern) for name, route in _routes() if not rule_of_route(name, route.callback)]

    assert unmarked == []


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.model)
def test_every_stored_field_is_in_the_privacy_register(table) -> None:
    assert set(table.fields) == stored_fields(table.model_class)


def test_every_stored_model_is_in_the_privacy_register() -> None:
    stored = {f"{model._meta.app_label}.{model.__name__}" for model in apps.get_models()}
    registered = {table.model for table in TABLES}

    assert stored == registered | set(NOT_PERSONAL)
    assert registered & set(NOT_PERSONAL) == set()


def test_every_file_and_function_stays_short() -> None:
    long = []
    for path in _sources("courses", "literacy"):
        text = path.read_text()
        if (lines := text.count("\n")) > MOST_LINES:
            long.append(f"{path.relative_to(ROOT)}: {lines} lines")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef) and node.end_lineno:
                length = node.end_lineno - node.lineno + 1
                if length > MOST_FUNCTION_LINES:
                    long.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.name}: {length} lines")

    assert long == []


def test_no_module_is_a_junk_drawer() -> None:
    assert [path for path in _sources("courses", "literacy") if path.stem in JUNK_DRAWERS] == []


def test_every_module_says_why_it_exists() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in _sources("courses", "literacy")
        if path.read_text().strip() and ast.get_docstring(ast.parse(path.read_text())) is None
    ]

    assert silent == []


def test_html_is_trusted_in_named_places_only() -> None:
    trusting = {
        str(path.relative_to(ROOT))
        for path in _sources("courses", "literacy")
        if "mark_safe" in path.read_text() or "SafeString(" in path.read_text()
    }

    assert trusting <= {
        "courses/catalog/markup/rendering.py",  # sanitised content
        "courses/catalog/drawings/base.py",  # the SVG we write, its words escaped
        "courses/exercises/forms/widgets.py",  # boxes, their words and values escaped
        "courses/accounts/pages/html_cache.py",  # what templates rendered, kept for other readers
        "courses/learning/lessons/pages.py",  # pieces of rendered lessons
        "literacy/templatetags/site.py",  # the same, in templates
        "courses/exercises/forms/boxes.py",  # boxes we write, words and what was typed escaped
        "literacy/templatetags/drawings.py",  # rows of a table we write, its cells escaped
        "literacy/templatetags/i18n.py",  # words of a template, as Django made them
    }
    templates = list((ROOT / "literacy" / "templates").rglob("*.html"))
    assert [
        str(path) for path in templates if "|safe" in path.read_text() or "autoescape off" in path.read_text()
    ] == []


def test_templates_hold_no_inline_script_or_style_and_name_no_other_host() -> None:
    found = []
    for path in (ROOT / "literacy" / "templates").rglob("*.html"):
        text = path.read_text()
        for forbidden in ("<script>", "<style", " style=", " onclick=", " onload=", "javascript:", "//cdn", "https://"):
            if forbidden in text:
                found.append(f"{path.relative_to(ROOT)}: {forbidden}")

    assert found == []


def test_every_requirement_says_what_it_is_for() -> None:
    for name in ("requirements.in", "requirements-dev.in"):
        lines = (ROOT / name).read_text().splitlines()
        for above, line in zip(["", *lines], lines, strict=False):
            if line and not line.startswith(("#", "-")):
                explained = above.startswith("#") or (above and not above.startswith("-"))
                assert explained, f"{name}: {line} has no comment"


def test_documented_settings_are_those_that_are_read() -> None:
    import re

    source = (ROOT / "literacy" / "settings.py").read_text()
    names = set(re.findall(r'(?:env\.\w+|_choice|_number)\(\s*"([A-Z_]+)"', source))
    readme = (ROOT / "README.md").read_text() + (ROOT / "CONTRIBUTING.md").read_text()

    assert names
    assert [name for name in sorted(names) if f"`{name}`" not in readme] == []
    assert settings.ATOMIC_REQUESTS is False if hasattr(settings, "ATOMIC_REQUESTS") else True
