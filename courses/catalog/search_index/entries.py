"""What the search looks through: sections, terms, courses, first steps in trouble, telephone numbers and facts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from courses.catalog.model.facts import Fact
from courses.catalog.model.lessons import Catalog, Course, Lesson, Page
from courses.catalog.model.values.texts import Language, Text
from courses.languages.known import BY_CODE, others

_SECTION = re.compile(r'<h2 id="([a-z0-9-]+)">(.*?)</h2>', re.DOTALL)
_MARKS = re.compile(r'<sup class="cite">.*?</sup>|</?(?:a|code|em|strong|span|sub|sup)\b[^>]*>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_AFTER_STOP = re.compile(
    "(?<=[，。；：！？、）》]) | (?=[，。；：！？、（《])"
)  # full-width stops bring their own space
ABROAD, MORE_NUMBERS = "abroad", "more-numbers"  # parts of the page of all numbers, for lines that no situation owns
ALREADY_LATE = "already-late"  # the page of five questions


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """One thing to find.

    `kind`: lesson, term, course, exercise, help, line (a number to call), reference, fact or page (of the site itself).
    """

    kind: str
    course: str
    slug: str
    anchor: str
    title: str
    body: str
    heading: str = ""  # of a section: what of the title is its own
    also: str = ""  # found by these words too, though they are not shown


def entries(catalog: Catalog, language: Language) -> Iterator[SearchEntry]:
    for course in catalog.courses.values():
        yield _course(course, language)
        for lesson in course.lessons:
            yield from _sections(lesson, lesson.page(language))
    for key, term in catalog.glossary.items():
        words, says = term.term.in_language(language), term.says.in_language(language)
        elsewhere = " ".join(term.term.in_language(other.code) for other in others(language))
        yield SearchEntry("term", "", "", key, words, plain(says), also=f"{elsewhere} {_in_all(term.search)}")
    for key, situation in catalog.situations.items():
        steps = plain(" ".join(step.in_language(language) for step in situation.steps).replace("**", ""))
        title = plain(situation.title.in_language(language))
        yield SearchEntry("help", "", "", key, title, steps, also=_in_all(situation.search))
    if (sort := catalog.late_sort) is not None:
        title, lead = (plain(text.in_language(language)) for text in (sort.title, sort.lead))
        yield SearchEntry("help", "", "", ALREADY_LATE, title, lead, also=_in_all(sort.search))
    for key, page in catalog.references.items():
        title, lead = (plain(text.in_language(language)) for text in (page.title, page.lead))
        yield SearchEntry("reference", "", key, "", title, lead, also=_in_all(page.search))
    for key, line in catalog.helplines.items():
        says = plain(line.says.in_language(language))
        yield SearchEntry("line", "", "", _where_line(catalog, key), line.number, says, also=_in_all(line.search))
    yield from _facts(catalog, language)


def _course(course: Course, language: Language) -> SearchEntry:
    title, summary = (text.in_language(language) for text in (course.title, course.summary))
    return SearchEntry("course", course.slug, "", "", title, plain(summary))


def _sections(lesson: Lesson, page: Page) -> Iterator[SearchEntry]:
    """The head of a lesson and each of its sections; questions are left out, so that search gives no answers away."""
    html = "".join(piece.html for piece in page.pieces if piece.kind == "html")
    start, *sections = _SECTION.split(html)
    body = f"{plain(page.lead)} {plain(page.takeaway)} {plain(start)}".strip()
    yield SearchEntry("lesson", lesson.course, lesson.slug, "", page.title, body, also=_in_all(lesson.search))
    for anchor, heading, text in zip(sections[::3], sections[1::3], sections[2::3], strict=True):
        title, body = plain(heading), plain(text)
        if body:
            yield SearchEntry("lesson", lesson.course, lesson.slug, anchor, f"{page.title} · {title}", body, title)


def _where_line(catalog: Catalog, line: str) -> str:
    """The situation whose page holds a number, or else the part of the page of all numbers."""
    situations = (key for key, situation in catalog.situations.items() if line in situation.lines)
    is_abroad = catalog.helplines[line].country != "CN"
    return next(situations, ABROAD if is_abroad else MORE_NUMBERS)


def _facts(catalog: Catalog, language: Language) -> Iterator[SearchEntry]:
    """Each fact once, where it is printed first: under a lesson, or under first steps in trouble."""
    seen: set[str] = set()
    for course in catalog.courses.values():
        for lesson in course.lessons:
            for cited in lesson.page(language).sources:
                if cited.id not in seen:
                    seen.add(cited.id)
                    yield _fact(cited.fact, language, lesson.course, lesson.slug, f"source-{cited.number}")
    for key, situation in catalog.situations.items():
        for fact in situation.cites:
            if fact not in seen:
                seen.add(fact)
                yield _fact(catalog.facts[fact], language, "", "", key)


def _fact(fact: Fact, language: Language, course: str, lesson: str, anchor: str) -> SearchEntry:
    source = f"{fact.source.title.in_language(language)} {fact.source.number if fact.source.number_confirmed else ''}"
    says = BY_CODE[language].space.join(text.in_language(language) for text in (fact.says, fact.beside) if text)
    return SearchEntry("fact", course, lesson, anchor, source.strip(), plain(says))


def _in_all(words: Text | None) -> str:
    """Search words of all languages: some people type one language on a page of another."""
    return " ".join(words.in_all) if words else ""


def plain(html: str) -> str:
    return _AFTER_STOP.sub("", " ".join(unescape(_TAG.sub(" ", _MARKS.sub("", html))).split()))
