"""The documents say what the code does: links lead somewhere, paths exist, tables are those of the code."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from courses.catalog.management.commands.author_reference import MARK, reference
from courses.catalog.model.values.codes import CODES

ROOT = Path(settings.BASE_DIR)
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
PATH = re.compile(r"`((?:content|courses|literacy|tests|docs|deploy|static)/[\w./-]+)`")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_and_paths_of_a_document_lead_somewhere(document) -> None:
    text = document.read_text()
    links = [one for one in LINK.findall(text) if ":" not in one and not one.startswith("images/")]
    paths = PATH.findall(text.partition(MARK)[0])

    assert [one for one in links if not (document.parent / one).exists()] == []
    assert [one for one in paths if not (ROOT / one).exists()] == []


def test_reference_for_authors_is_that_of_the_code() -> None:
    written = (ROOT / "docs" / "authors.md").read_text()

    assert written.partition(MARK)[2] == reference(), "run: python3 manage.py author_reference"


def test_list_of_problem_codes_holds_those_the_check_uses() -> None:
    sources = [path for path in (ROOT / "courses" / "catalog").rglob("*.py") if path.name != "codes.py"]
    used = {code for path in sources for code in re.findall(r'"([ALMQST]\d{3})"', path.read_text())}

    assert used == set(CODES)


def test_every_decision_stands_in_the_list_with_its_day() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = (folder / "README.md").read_text()

    for path in sorted(folder.glob("[0-9]*.md")):
        title, day = re.match(r"# (.+)\n\n(\d{4}-\d\d-\d\d)\n", path.read_text()).groups()
        assert f"- [{title}]({path.name}), {day}" in listed
