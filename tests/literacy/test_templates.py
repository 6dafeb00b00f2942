"""Rules about all templates: they are written to be read, in the formatter's shape and in lines of at most 120."""

import re
from pathlib import Path

import pytest
from djhtml.modes import DjHTML

TEMPLATES = Path(__file__).resolve().parents[2] / "literacy" / "templates"
LONGEST_LINE = 120
TWO_SENTENCES = re.compile(  # also where the second stands under a condition
    r"""[.?!](?:" %\}|\n\s*\{% endblocktranslate %\})\n\s*(?:\{% (?:if [^%]*|endif) %\}\n\s*)?"""
    r"""\{% (?:block)?translate """
)


def _templates(*endings: str) -> list[str]:
    return sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*") if path.suffix in endings)


@pytest.mark.parametrize("name", _templates(".html"))
def test_template_is_indented_as_the_formatter_does_it(name: str) -> None:
    written = (TEMPLATES / name).read_text()
    assert DjHTML(written).indent(2) == written


@pytest.mark.parametrize("name", _templates(".html", ".txt"))
def test_template_has_no_long_line(name: str) -> None:
    lines = enumerate((TEMPLATES / name).read_text().splitlines(), 1)
    assert [number for number, line in lines if len(line) > LONGEST_LINE] == []


@pytest.mark.parametrize("name", _templates(".html"))
def test_sentences_that_follow_one_another_have_no_gap_in_chinese(name: str) -> None:
    written = (TEMPLATES / name).read_text()
    before = [written[: found.start()] for found in TWO_SENTENCES.finditer(written)]

    assert all(text.count("{% filter sentences %}") > text.count("{% endfilter %}") for text in before)
