"""Every kind of question has one room; nobody outside the rooms asks which kind it is."""

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from courses.catalog.kinds import KINDS
from courses.catalog.model.asking import Asked

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ROOT / "courses" / "catalog" / "kinds"
TEMPLATES = ROOT / "literacy" / "templates"
PARTS = {"fields.html", "answered.html", "paper.html"}  # what is asked, what came of it, what is printed
CLASSES = {kind.__name__ for kind in KINDS.values()}
MADE_UP = '''
"""Yes or no: a kind that exists in a test only."""

from typing import ClassVar, Literal

from courses.catalog.model.asking import Asked, Mark


class YesNo(Asked):
    kind: Literal["yesno"]
    holds: bool

    def mark(self, given):
        return Mark((given == "yes") == self.holds)

    def read(self, sent):
        return sent.get("choice", "")

    def texts(self):
        return iter(())

    def problems(self, at):
        pass


KIND = YesNo
'''
PROGRAM = """
from django.http import QueryDict
from pydantic import TypeAdapter
from courses.catalog import kinds
from courses.catalog.model.questions import Question
from courses.catalog.published.versions import earlier_of, version_of
text = {"en": "?", "zh-hans": "？"}
body = TypeAdapter(kinds.AnyQuestion).validate_python({"kind": "yesno", "ask": text, "holds": True})
question = Question("q", "c", "l", body, (), version_of(body), earlier_of(body))
given = body.read(QueryDict("choice=no"))
print(question.kind, question.mark("yes").is_right, question.mark(given).is_right, question.fields(given))
"""


@pytest.mark.parametrize("kind", KINDS)
def test_kind_is_named_like_its_module_and_leaves_nothing_open(kind: str) -> None:
    room = KINDS[kind]
    left_open = {"read", "texts", "problems"} | ({"mark"} if room.is_marked else set())

    assert room.__module__ == f"courses.catalog.kinds.{kind}"
    assert room.model_fields["kind"].annotation.__args__ == (kind,)
    assert [name for name in left_open if getattr(room, name) is getattr(Asked, name)] == []


def test_rooms_hold_kinds_only() -> None:
    assert {path.stem for path in ROOMS.glob("*.py")} - {"__init__"} == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_kind_has_its_templates_and_a_test_file_of_its_own(kind: str) -> None:
    found = {path.name for path in (TEMPLATES / "parts" / "questions" / "kinds" / kind).glob("*.html")}

    assert found >= PARTS
    assert (Path(__file__).parent / "kinds" / f"test_{kind}.py").exists()


def test_every_folder_of_templates_belongs_to_a_kind() -> None:
    assert {path.name for path in (TEMPLATES / "parts" / "questions" / "kinds").iterdir()} == set(KINDS)


def test_made_up_kind_is_known_by_its_module_alone(tmp_path: Path) -> None:
    (tmp_path / "yesno.py").write_text(MADE_UP)
    begin = "import django, pkgutil\nimport courses.catalog\n"
    rooms = f"""
import importlib.util, sys
spec = importlib.util.find_spec("courses.catalog.kinds")
spec.submodule_search_locations.append({str(tmp_path)!r})
sys.modules[spec.name] = module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
courses.catalog.kinds = module
django.setup()
"""
    done = subprocess.run(
        [sys.executable, "-c", begin + rooms + PROGRAM], cwd=ROOT, capture_output=True, text=True, check=False,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "literacy.settings"},
    )  # fmt: skip

    assert done.stdout.split("\n")[0] == "yesno True False {'choice': ['no']}", done.stderr


def _asks_for_kinds(path: Path) -> Iterator[str]:
    """Where a module asks which kind a question is."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "isinstance":
            asks = CLASSES & {one.id for one in ast.walk(node.args[1]) if isinstance(one, ast.Name)}
        elif isinstance(node, ast.Compare):
            said = {one.value for one in ast.walk(node) if isinstance(one, ast.Constant)}
            asks = set(KINDS) & said if ast.unparse(node.left).endswith((".kind", "_kind(question)")) else set()
        else:
            asks = set()
        if asks:
            yield f"{path.relative_to(ROOT)}:{node.lineno} {ast.unparse(node)}"


def test_nobody_outside_the_rooms_asks_for_the_kind() -> None:
    modules = [path for folder in ("courses", "literacy") for path in (ROOT / folder).rglob("*.py")]

    found = [line for path in modules if ROOMS not in path.parents for line in _asks_for_kinds(path)]

    assert [line for line in found if ".kind == 'question'" not in line] == []


def test_no_template_asks_for_the_kind_of_a_question() -> None:
    kinds = "|".join(KINDS)
    asking = re.compile(rf'question\.kind (?:==|!=|in)|\bkind (?:==|!=) "(?:{kinds})"')

    assert [str(path) for path in TEMPLATES.rglob("*.html") if asking.search(path.read_text())] == []
