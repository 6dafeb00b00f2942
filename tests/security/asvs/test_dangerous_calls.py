"""What the code of the site never calls: programs by a shell, code from text, broken hashes, other hosts."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
CODE = [path for folder in ("courses", "literacy") for path in sorted((ROOT / folder).rglob("*.py"))]
SCRIPTS = sorted((ROOT / "static" / "js").glob("*.js"))
FROM_TEXT = {"eval", "exec", "compile", "__import__"}
UNSAFE_MODULES = {  # read objects from text, parse XML with entities, are broken, or speak to other hosts
    "pickle", "marshal", "shelve", "dill", "xml.etree", "xml.dom", "xml.sax", "lxml", "telnetlib", "ftplib",
    "http.client", "urllib.request", "requests", "httpx", "aiohttp", "ldap", "ldap3",
}  # fmt: skip
HARMLESS = {"xml.etree.ElementTree.Element", "xml.etree.ElementTree.SubElement"}  # they build, and read nothing
UNSAFE_CALLS = {"os.system", "os.popen", "hashlib.md5", "hashlib.sha1", "yaml.load", "yaml.unsafe_load"}
PROGRAMS = {  # with lists of arguments
    "courses/privacy/backup/postgres_programs.py", "literacy/setup/bootstrap.py", "literacy/setup/releasing.py",
}  # fmt: skip
ASKS_ITSELF = {"literacy/setup/ask_ready.py": ["http.client"]}  # whether this very machine is ready
IN_SCRIPTS = re.compile(
    r"\b(?:eval|Function)\(|innerHTML|outerHTML|insertAdjacentHTML|document\.write|postMessage|localStorage|"
    r"sessionStorage|indexedDB|document\.cookie|__proto__"
)


def unsafe_in(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (one.name for one in names if _is_unsafe(one.name))
            case ast.ImportFrom(module=str(module), names=names):
                yield from (f"{module}.{one.name}" for one in names if _is_unsafe(f"{module}.{one.name}"))
            case ast.Call(func=func, keywords=keywords):
                called = ast.unparse(func)
                if called in FROM_TEXT | UNSAFE_CALLS:
                    yield called
                yield from (f"{called} with a shell" for one in keywords if one.arg == "shell")


def _is_unsafe(name: str) -> bool:
    return name not in HARMLESS and any(name == one or name.startswith(f"{one}.") for one in UNSAFE_MODULES)


def test_code_of_the_site_calls_nothing_dangerous() -> None:
    found = {str(path.relative_to(ROOT)): list(unsafe_in(ast.parse(path.read_text()))) for path in CODE}

    assert {path: names for path, names in found.items() if names} == ASKS_ITSELF


def test_programs_are_started_in_named_places_only() -> None:
    starting = {str(path.relative_to(ROOT)) for path in CODE if re.search(r"\bsubprocess\.", path.read_text())}

    assert starting == PROGRAMS


def test_scripts_of_the_site_build_no_html_store_nothing_and_talk_to_no_other_window() -> None:
    found = {path.name: IN_SCRIPTS.findall(path.read_text()) for path in SCRIPTS}

    assert len(found) >= 10
    assert {name: words for name, words in found.items() if words} == {}


@pytest.mark.parametrize(
    "line",
    [
        "eval(x)", "import pickle", "from xml.etree import ElementTree", "subprocess.run(x, shell=True)",
        "hashlib.md5(x)", "from urllib.request import urlopen", "import lxml.etree",
    ],
)  # fmt: skip
def test_planted_call_is_noticed(line) -> None:
    assert list(unsafe_in(ast.parse(line)))
