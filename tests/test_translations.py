"""The interface exists in every language: nothing untranslated, nothing stale, compiled as committed."""

import ast
import re
from pathlib import Path

import polib
import pytest
from django.core.checks import run_checks
from django.template import engines
from django.utils import translation
from django.utils.translation import to_locale

from courses.languages.known import BY_CODE, CODES, SOURCE

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "literacy" / "locale"
CATALOGUES = {code: LOCALE / to_locale(code) / "LC_MESSAGES" / "django.po" for code in CODES if code != SOURCE}
OF_DJANGO = ("This password is too short. It must contain at least %d character.",)  # its own words, in ours
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%|%[sd]")


@pytest.fixture(scope="module", params=CATALOGUES)
def language(request) -> str:
    """Every language but the one in which the texts stand in the code."""
    return request.param


@pytest.fixture(scope="module")
def catalogue(language: str) -> polib.POFile:
    return polib.pofile(str(CATALOGUES[language]))


def texts(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def test_every_interface_text_is_translated(catalogue) -> None:
    assert [entry.msgid for entry in catalogue if not entry.translated() or entry.fuzzy] == []


def test_every_translation_is_of_a_text_that_is_still_there(catalogue) -> None:
    """Words in Python as the parser reads them, words in templates as they are written."""
    words, templates = set(OF_DJANGO), []
    for package in ("courses", "literacy"):
        for path in (ROOT / package).rglob("*.py"):
            nodes = ast.walk(ast.parse(path.read_text()))
            words |= {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
        templates += [re.sub(r"\s+", " ", path.read_text()) for path in (ROOT / package).rglob("templates/**/*.*")]
    shown = re.sub(r"\{\{ *(\w+) *\}\}", r"%(\1)s", " ".join(templates)).replace("%%", "%")

    stale = [one.msgid for one in catalogue if one.msgid not in words and one.msgid.replace("%%", "%") not in shown]
    assert stale == []


def test_compiled_catalogue_is_that_of_the_source(language, catalogue) -> None:
    compiled = polib.mofile(str(CATALOGUES[language].with_suffix(".mo")))

    assert {(one.msgid, *texts(one)) for one in compiled} == {(one.msgid, *texts(one)) for one in catalogue}


def test_translations_keep_the_placeholders(catalogue) -> None:
    wrong = []
    for entry in catalogue:
        wanted = set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
        for text in texts(entry):
            if set(PLACEHOLDER.findall(text)) - {"%%"} != wanted - {"%%"}:
                wrong.append(entry.msgid)

    assert wrong == []


def test_chinese_is_typed_as_chinese(language, catalogue) -> None:
    """Full-width marks between Han characters; one space between Han and Latin letters or digits."""
    if not BY_CODE[language].writes_han:
        pytest.skip("it is not written in Han")
    half_width = re.compile(r"[\u4e00-\u9fff][,;:!?()]|[,;:!?()][\u4e00-\u9fff]")
    unspaced = re.compile(r"[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9][\u4e00-\u9fff]")
    wrong = []
    for entry in catalogue:
        for text in texts(entry):
            bare = PLACEHOLDER.sub("", text)
            if half_width.search(bare) or unspaced.search(bare) or "您" in bare:
                wrong.append(text)

    assert wrong == []


def test_every_marked_text_is_in_the_catalogue(catalogue) -> None:
    known = {entry.msgid for entry in catalogue}
    marked = set()
    for path in [*(ROOT / "literacy" / "templates").rglob("*.html")]:
        source = path.read_text()
        marked |= set(re.findall(r'\{% translate "([^"]+)"', source))
    for folder in ("courses", "literacy"):
        for path in (ROOT / folder).rglob("*.py"):
            marked |= set(re.findall(r'\b(?:_|gettext|gettext_lazy)\("((?:[^"\\]|\\.)+)"\)', path.read_text()))

    assert sorted(one for one in marked if one not in known and one.replace("%", "%%") not in known) == []


def test_words_of_a_template_follow_the_language_each_time() -> None:
    given = '{% load i18n %}{% translate \'a\' %}{% translate "Help now" %}{% translate "Help now" as said %}{{ said }}'
    template = engines["django"].from_string(given)
    shown = []
    for language in ("en", "zh-hans", "en", "zh-hans"):
        with translation.override(language):
            shown.append(template.render({}))
    assert shown == ["aHelp nowHelp now", "a马上求助马上求助"] * 2


def test_words_of_a_template_are_what_django_makes_of_them() -> None:
    given = '{% load i18n %}{% translate \'a < b 100%\' %}|{% translate "a < b 100%" %}|{% translate "a"|upper %}'
    template = engines["django"].from_string(given)
    assert [template.render({}), template.render({})] == ["a < b 100%|a < b 100%|A"] * 2


def test_only_the_library_of_translations_stands_in_place_of_another() -> None:
    twice = [problem.msg for problem in run_checks() if problem.id == "templates.W003"]
    assert [words.split("'")[1] for words in twice] == ["i18n"]
