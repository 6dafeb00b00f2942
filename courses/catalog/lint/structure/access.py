"""Family A: pictures, headings, links, tables and pointers that everyone can use."""

import re
from collections.abc import Iterator

from courses.catalog.language_rules.registry import RULES
from courses.catalog.lint.parsing.content import Content, LessonText, warning
from courses.catalog.lint.parsing.pages import PageReference, PageText
from courses.catalog.lint.parsing.wordings import SPOKEN_BY_OTHERS
from courses.catalog.model.values.problems import Place, Problem

MOST_COLUMNS = 4
PICTURES = (".svg", ".webp")
_ID = re.compile(r"[a-z][a-z0-9-]{0,39}")
_PICTURE = re.compile(r"images/([a-z0-9-]+\.[a-z]+)")
_EMPTY_WORDS: frozenset[str] = frozenset().union(*(rules.empty_link_words for rules in RULES.values()))


def problems(content: Content) -> Iterator[Problem]:
    """A401 to A406."""
    for lesson in content.lessons:
        yield from _picture_files(lesson)
        for page in lesson.pages.values():
            for reference in page.references:
                yield from _picture(lesson, reference) if reference.kind == "picture" else _link(reference)
            yield from _headings(page)
            yield from _tables(page)
    for language, rules in RULES.items():
        for passage, match, offset in content.corpora[language].find(rules.pointers, rules.pointer_words):
            if passage.role not in SPOKEN_BY_OTHERS and passage.role not in ("fact", "guide", "help"):
                reason = f'"{match[0]}" points by colour or place alone. Name the thing itself.'
                yield warning(passage.place(offset), "A406", reason)


def _picture(lesson: LessonText, picture: PageReference) -> Iterator[Problem]:
    if not picture.words.strip():
        reason = "this picture has no text for those who cannot see it. Write ![what it shows](images/…)."
        yield Problem(picture.place, "A401", reason)
    name = _PICTURE.fullmatch(picture.target)
    if name is None or not picture.target.endswith(PICTURES):
        reason = f'"{picture.target}" is no picture we use. Put an SVG or WebP into images/ and write images/name.svg.'
        yield Problem(picture.place, "A402", reason)
    elif name[1] not in lesson.source.images:
        reason = f'there is no file "{picture.target}" in the lesson. Add it, or correct the name.'
        yield Problem(picture.place, "A402", reason)


def _picture_files(lesson: LessonText) -> Iterator[Problem]:
    for name in lesson.source.images:
        if not name.endswith(PICTURES):
            place = Place(f"{lesson.source.folder}/images/{name}")
            yield Problem(place, "A402", "pictures are SVG or WebP. Save it as one of these.")


def _link(reference: PageReference) -> Iterator[Problem]:
    if reference.kind != "link":
        return
    words = reference.words.strip().strip("*").casefold()
    if words in _EMPTY_WORDS or not words:
        reason = f'the link text "{reference.words}" does not say where it leads. Name what the reader finds there.'
        yield Problem(reference.place, "A404", reason)


def _headings(page: PageText) -> Iterator[Problem]:
    level = 1
    met: set[str] = set()
    for section in page.sections[1:]:
        if section.level == 1:
            yield Problem(section.place, "A403", 'the title is the first-level heading. Begin this one with "##".')
        elif section.level > level + 1:
            reason = f'this heading skips a level. Begin it with "{"#" * (level + 1)}".'
            yield Problem(section.place, "A403", reason)
        if not _ID.fullmatch(section.id):
            reason = "this heading has no id. End it with one, the same in both languages, like {#two-questions}."
            yield Problem(section.place, "A403", reason)
        elif section.id in met:
            yield Problem(
                section.place, "A403", f'the id "{section.id}" stands on two headings. Give this one another.'
            )
        met.add(section.id)
        level = max(section.level, 2)


def _tables(page: PageText) -> Iterator[Problem]:
    for table in page.tables:
        if not table.has_header:
            yield warning(table.place, "A405", "this table has no header. Name its columns, then a line |---|---|.")
        if table.columns > MOST_COLUMNS:
            reason = (
                f"this table has {table.columns} columns; {MOST_COLUMNS} fit on a phone. Drop some, or make a list."
            )
            yield warning(table.place, "A405", reason)
