"""Every place where content cites a fact or links somewhere, so that the rules about sources need only look."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from courses.catalog.lint.parsing.content import Content, LessonText
from courses.catalog.lint.parsing.pages import Block
from courses.catalog.lint.parsing.wordings import Wording, entry_place, said_in
from courses.catalog.model.values.problems import Place
from courses.catalog.model.values.texts import LANGUAGES

_CITATION = re.compile(r"\[\^([^\]\s]{1,40})\]")
_LINK = re.compile(r"(?<!!)\[[^\[\]]{0,300}\]\(([^)\s]{0,300})\)")


@dataclass(frozen=True, slots=True)
class Cite:
    """One citation of a fact. `block` and `offset` tell where in a lesson's text, if it stands there."""

    fact: str
    place: Place
    is_published: bool
    block: Block | None = None
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Link:
    target: str
    place: Place
    is_published: bool


def shared_cites(content: Content) -> Iterator[Cite]:
    """The citations outside lessons: of glossary, signs, specimens, scenes, help and helplines, and in texts."""
    for kind, entries in (
        ("glossary", content.source.glossary),
        ("flags", content.source.flags),
        ("specimens", content.source.specimens),
        ("situations", content.source.situations),
    ):
        for key, entry in entries.items():
            for index, fact in enumerate(entry.cites):
                yield Cite(fact, entry_place(content.source, kind, key, "cites", index), is_published=True)
    yield from _scene_cites(content)
    yield from _letter_cites(content)
    yield from _sort_cites(content)
    yield from _reference_cites(content)
    for key, helpline in content.source.helplines.items():
        if helpline.fact is not None:
            yield Cite(helpline.fact, content.source.origins[f"helplines/{key}"], is_published=True)
    yield from _in_wordings(content.shared, is_published=True)


def _scene_cites(content: Content) -> Iterator[Cite]:
    for key, scene in content.source.scenes.items():
        for name, node in scene.nodes.items():
            for index, fact in enumerate(node.ending.cites if node.ending else ()):
                place = entry_place(content.source, "scenes", key, "nodes", name, "ending", "cites", index)
                yield Cite(fact, place, is_published=True)


def _letter_cites(content: Content) -> Iterator[Cite]:
    for key, letter in content.source.letters.items():
        place = content.source.origins[f"letters/{key}"]
        for line in (*letter.lines, *letter.after):
            for fact in line.cites:
                yield Cite(fact, place, is_published=True)


def _sort_cites(content: Content) -> Iterator[Cite]:
    file = content.source.late_sort
    if file is None:
        return
    for said, keys in said_in(file.model):
        for index, fact in enumerate(said.cites):
            yield Cite(fact, file.places.of(*keys, "cites", index), is_published=True)


def _reference_cites(content: Content) -> Iterator[Cite]:
    for key, page in content.source.references.items():
        for number, section in enumerate(page.sections):
            for index, entry in enumerate(section.entries):
                keys = ("sections", number, "entries", index, "facts")
                for at, fact in enumerate(entry.facts):
                    place = entry_place(content.source, "references", key, *keys, at)
                    yield Cite(fact, place, is_published=True)


def lesson_cites(lesson: LessonText) -> Iterator[Cite]:
    """The citations of one lesson, those of its questions included."""
    for page in lesson.pages.values():
        for block in page.blocks:
            for reference in block.facts:
                yield Cite(reference.target, reference.place, lesson.is_published, block, reference.offset)
    for index, fact in enumerate(lesson.plan.cites):
        yield Cite(fact, lesson.places.of("lesson", "cites", index), lesson.is_published)
    for key, question in lesson.file.questions.items():
        for index, fact in enumerate(question.cites or ()):
            yield Cite(fact, lesson.places.of("questions", key, "cites", index), lesson.is_published)
    yield from _in_wordings(lesson.wordings, is_published=lesson.is_published)


def links(content: Content) -> Iterator[Link]:
    """All links in texts."""
    for lesson in content.lessons:
        for page in lesson.pages.values():
            for reference in page.references:
                if reference.kind == "link":
                    yield Link(reference.target, reference.place, lesson.is_published)
        yield from _links_in(lesson.wordings, is_published=lesson.is_published)
    yield from _links_in(content.shared, is_published=True)


def _in_wordings(wordings: tuple[Wording, ...], *, is_published: bool) -> Iterator[Cite]:
    for wording in wordings:
        for language in LANGUAGES:
            raw = wording.text.in_language(language)
            if "[^" in raw:
                for match in _CITATION.finditer(raw):
                    yield Cite(match[1], wording.passages[language].place(), is_published)


def _links_in(wordings: tuple[Wording, ...], *, is_published: bool) -> Iterator[Link]:
    for wording in wordings:
        for language in LANGUAGES:
            raw = wording.text.in_language(language)
            if "](" in raw:
                for match in _LINK.finditer(raw):
                    yield Link(match[1], wording.passages[language].place(), is_published)
