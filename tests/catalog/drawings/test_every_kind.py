"""What every kind of drawing keeps: a test of its own, both languages, a table, a text in its place, its size."""

import re
from importlib import import_module
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.utils import translation

from courses.catalog.drawings.arguments import ArgumentKind, GivenArguments, read_arguments
from courses.catalog.drawings.base import MOST_BYTES, WIDTH, Drawing
from courses.catalog.drawings.registry import drawn, known_kinds
from courses.catalog.markup.rendering import figure
from tests.catalog.drawings.examples import EXAMPLES, examples_of

HERE = Path(__file__).parent
ROOT = HERE.parent.parent.parent
HAN = re.compile("[\u4e00-\u9fff]")
LATIN = re.compile(r"[A-Za-z]{2,}")
NAMES = re.compile(r"LPR|App")  # Latin words that Chinese uses
BOTH = pytest.mark.parametrize("language", ["en", "zh-hans"])
ALL = pytest.mark.parametrize(
    ("kind", "given"), EXAMPLES, ids=[f"{kind.name}-{n}" for n, (kind, _) in enumerate(EXAMPLES)]
)


def shown(drawing: Drawing, language: str) -> str:
    with translation.override(language):
        return figure(drawing)


@pytest.mark.parametrize("name", known_kinds())
def test_a_kind_has_a_test_file_with_examples(name) -> None:
    module = import_module(f"tests.catalog.drawings.kinds.test_{name.replace('-', '_')}")

    assert module.KIND.name == name
    assert len(examples_of(name)) >= 1
    assert [one for one in dir(module) if one.startswith("test_")], f"{name} has no test of its own"


@pytest.mark.parametrize("name", known_kinds())
def test_a_kind_is_documented_with_its_arguments(name) -> None:
    kind = known_kinds()[name]

    assert [argument for argument in kind.arguments if not re.search(rf"\b{argument}=", kind.takes)] == []


@pytest.mark.parametrize("name", [name for name, kind in known_kinds().items() if not kind.needs_words])
def test_the_example_for_authors_can_be_drawn(name, facts) -> None:
    kind = known_kinds()[name]
    pairs = tuple(tuple(word.split("=")) for word in kind.example.split())

    assert drawn(kind, read_arguments(kind, pairs, None, facts), "zh-hans").svg  # type: ignore[arg-type]


@BOTH
@ALL
def test_a_drawing_has_picture_caption_table_and_text(kind: ArgumentKind, given: GivenArguments, language) -> None:
    drawing = drawn(kind, given, language)

    root = ElementTree.fromstring(drawing.svg)
    assert root.attrib["viewBox"].startswith(f"0 0 {WIDTH} ")
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-label"] == drawing.text
    assert len(drawing.svg.encode()) <= MOST_BYTES
    assert drawing.kind == kind.name
    assert drawing.caption
    assert not drawing.caption.endswith((".", "。"))
    assert drawing.table.caption
    assert drawing.table.rows
    assert {len(row) for row in drawing.table.rows} == {len(drawing.table.head)}
    assert all(all(row) for row in drawing.table.rows)


@ALL
def test_every_word_is_translated(kind: ArgumentKind, given: GivenArguments) -> None:
    english, chinese = drawn(kind, given, "en"), drawn(kind, given, "zh-hans")

    assert [words for words in english.words if HAN.search(words)] == []
    assert [words for words in chinese.words if LATIN.search(NAMES.sub("", words))] == []
    assert HAN.search(chinese.caption)
    assert len(english.table.rows) == len(chinese.table.rows)
    assert LATIN.search(NAMES.sub("", re.sub(r"<[^>]*>", "", str(chinese.svg)))) is None


@BOTH
@ALL
def test_colours_are_classes_of_the_style_sheet(kind: ArgumentKind, given: GivenArguments, language) -> None:
    drawing = drawn(kind, given, language)
    known = set(re.findall(r"\.([a-z][a-z0-9]*)", (ROOT / "static" / "css" / "drawings.css").read_text()))
    used = {name for one in ElementTree.fromstring(drawing.svg).iter() for name in one.attrib.get("class", "").split()}

    assert used - known == set()
    assert {fill for fill, _ in drawing.key} <= used
    assert not re.search(r'\s(?:style|fill|stroke|id|on\w+)="', drawing.svg)


@BOTH
@ALL
def test_the_figure_is_valid_xml_with_its_table(kind: ArgumentKind, given: GivenArguments, language) -> None:
    drawing = drawn(kind, given, language)
    found = ElementTree.fromstring(shown(drawing, language).replace("\N{NO-BREAK SPACE}", " "))

    assert found.findtext("figcaption") == drawing.caption
    table = found.find("details/div/table")
    assert table is not None
    assert [["".join(cell.itertext()) for cell in row] for row in table.findall("tbody/tr")] == [
        list(row) for row in drawing.table.rows
    ]
    assert [cell.text for cell in table.findall("thead/tr/th")] == list(drawing.table.head)
    assert all(row[0].tag == "th" and row[0].attrib["scope"] == "row" for row in table.findall("tbody/tr"))
