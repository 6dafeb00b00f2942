"""Rules about the whole repository: who may import whom, who may call a view, what is stored, how long a file is."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

from courses.accounts.access import rule_of_route
from courses.privacy.register import NOT_PERSONAL, TABLES, stored_fields
from literacy.setup.reading.environment import ALLOWED

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
TEMPLATES = ROOT / "literacy" / "templates"
NAMED = re.compile(r"(accounts|exercises|learning|organizations|privacy):[a-z-]+")
JUNK_DRAWERS = {"utils", "helpers", "common", "core", "services", "misc", "tools"}
AS_MANY_AS_NEEDED = {
    *(TEMPLATES / "account", TEMPLATES / "account" / "email"),  # allauth says what stands there
    TEMPLATES / "parts" / "icons",  # one picture a file
}
NO_ENTRIES = {"__init__.py", "conftest.py", "__pycache__"}  # what Python and pytest put into any folder
MOST_LINES, MOST_FUNCTION_LINES, MOST_ENTRIES = 300, 50, 15


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


def _below(package: str) -> set[str]:
    """What stands to the right of `package` in the order, imported by it or not."""
    return {below for used in ORDER[package] for below in {used, *_below(used)}}


def _names_of_addresses(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from NAMED.findall(node.value) if NAMED.fullmatch(node.value) else ()


def test_no_package_names_an_address_of_one_above_it() -> None:
    wrong = [
        f"{path.relative_to(ROOT)} names an address of {named}"
        for path in _sources("courses")
        for named in _names_of_addresses(path)
        if named != (own := path.relative_to(ROOT).parts[1]) and named not in _below(own)
    ]

    assert wrong == []


def _owner(template: str) -> str:
    """The package that renders a template; "" for those of the site and for pieces that several share."""
    words = template.split("/")
    if words[0] == "courses":
        return words[1]
    return "accounts" if words[0] in ("account", "allauth", "mfa", "usersessions") else ""


def _with_its_pieces(template: str) -> set[str]:
    """The template and what it includes; without the frame, and without slots, which the site fills."""
    found, todo = set(), [template]
    while todo:
        name = todo.pop()
        path = TEMPLATES / name
        if name not in found and path.is_file() and not name.startswith("slots/"):
            found.add(name)
            todo += re.findall(r'{% include "([^"]+)"', path.read_text())
    return found


def test_no_template_names_an_address_or_a_template_of_a_package_above_it() -> None:
    wrong = []
    for path in TEMPLATES.rglob("*.html"):
        template = str(path.relative_to(TEMPLATES))
        if own := _owner(template):
            for piece in _with_its_pieces(template):
                named = re.findall(r'{% url "([a-z]+):', (TEMPLATES / piece).read_text())
                used = {*named, _owner(piece)} - {own, ""} - _below(own)
                wrong += [f"{template} names {one} (in {piece})" for one in used]

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
    for path in _sources("courses", "literacy", "tests"):
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


def test_every_setting_is_documented() -> None:
    page = (ROOT / "docs" / "operate.md").read_text()

    assert [name for name in sorted(ALLOWED) if f"`{name}`" not in page] == []


def test_no_folder_of_code_templates_or_tests_holds_more_than_fifteen_entries() -> None:
    templates = {path.parent for path in TEMPLATES.rglob("*") if path.is_file()} - AS_MANY_AS_NEEDED
    folders = {path.parent for path in _sources("courses", "literacy", "tests")} | templates
    entries = {folder: {path.name for path in folder.iterdir()} - NO_ENTRIES for folder in folders}

    assert {
        str(folder.relative_to(ROOT)): len(held) for folder, held in entries.items() if len(held) > MOST_ENTRIES
    } == {}


def test_every_class_has_a_name_of_its_own() -> None:
    found: dict[str, list[str]] = {}
    for path in _sources("courses", "literacy"):
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.ClassDef) and node.name != "Command":  # Django looks for this name
                found.setdefault(node.name, []).append(str(path.relative_to(ROOT)))

    assert {name: paths for name, paths in found.items() if len(paths) > 1} == {}
