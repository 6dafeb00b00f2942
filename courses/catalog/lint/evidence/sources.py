"""Family S, sources: dead links, facts unknown, blocked, stale or out of force, and figures without a source."""

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from courses.catalog.language_rules.registry import RULES
from courses.catalog.lint.parsing.citations import Cite, lesson_cites, links, shared_cites
from courses.catalog.lint.parsing.content import Content, LessonText, dated, warning
from courses.catalog.lint.parsing.figures import figures, is_money
from courses.catalog.lint.parsing.pages import PageText
from courses.catalog.lint.parsing.sentences import sentence_before
from courses.catalog.markup.dialect import INTERNAL_LINK
from courses.catalog.model.facts import Fact
from courses.catalog.model.schema import Status
from courses.catalog.model.values.days import first_day, last_day
from courses.catalog.model.values.problems import Problem
from courses.catalog.reading.source import ContentSource

NOTICE = timedelta(days=31)
_OUTSIDE = re.compile(r"[a-z]+://|www\.|mailto:|tel:", re.IGNORECASE)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def problems(content: Content) -> Iterator[Problem]:
    """S501 to S505, S508, S514 and S517."""
    stale: set[tuple[str, str]] = set()
    due = {key: due_for_check(fact) for key, fact in content.source.facts.items()}
    for lesson in content.lessons:
        cited = tuple(lesson_cites(lesson))
        for cite in cited:
            yield from _cite(cite, content, due, stale)
        yield from _duties(lesson, cited)
        yield from _bare_figures(lesson, content.source)
    for cite in shared_cites(content):
        yield from _cite(cite, content, due, stale)
    yield from _links(content)


def due_for_check(fact: Fact) -> date | None:
    """The day from which a fact counts as stale: its own, or a year after it was last seen."""
    if fact.recheck_by is not None:
        return fact.recheck_by
    seen = [day for day in (fact.retrieved, fact.as_of and last_day(fact.as_of)) if day]
    if not seen:
        return None
    latest = max(seen)
    return latest.replace(year=latest.year + 1, day=min(latest.day, monthrange(latest.year + 1, latest.month)[1]))


def _is_known(fact: str, source: ContentSource) -> bool:
    return not source.facts or fact in source.facts or f"facts/{fact}" in source.unread


def _unknown(fact: str) -> str:
    return f'there is no fact "{fact}". Correct the id, or add the fact to content/facts/.'


def _cite(
    cite: Cite, content: Content, due_days: Mapping[str, date | None], stale: set[tuple[str, str]]
) -> Iterator[Problem]:
    fact = content.source.facts.get(cite.fact)
    if fact is None:
        if not _is_known(cite.fact, content.source):
            yield Problem(cite.place, "S503", _unknown(cite.fact))
        return
    file = content.source.origins[f"facts/{cite.fact}"].path if f"facts/{cite.fact}" in content.source.origins else ""
    if fact.publish_block:
        why = f': "{fact.caution}"' if fact.caution else ""
        reason = f"{cite.fact} may not be published yet{why}. Remove the sentence, or clear the fact in {file}."
        yield Problem(cite.place, "S504", reason) if cite.is_published else warning(cite.place, "S504", reason)
    due = due_days[cite.fact]
    if due is not None and due < content.today and (cite.place.path, cite.fact) not in stale:
        stale.add((cite.place.path, cite.fact))
        yield dated(cite.place, "S505", f"{cite.fact} was due for a check on {due}. Check it, then move recheck_by.")
    yield from _ends_soon(cite, fact, content.today)
    yield from _in_force(cite, fact, content.today)


def _ends_soon(cite: Cite, fact: Fact, today: date) -> Iterator[Problem]:
    """Time to learn whether it goes on, and to say until when it holds in all that rests on it."""
    if fact.ends and timedelta() <= last_day(fact.ends) - today <= NOTICE:
        what = f"{cite.fact} ends on {fact.ends}. Find out what follows, and say here until when it holds."
        yield dated(cite.place, "S517", what)


def _in_force(cite: Cite, fact: Fact, today: date) -> Iterator[Problem]:
    if cite.block is None:
        return
    begins = first_day(fact.in_force) if fact.in_force else None
    ends = last_day(fact.ends) if fact.ends else None
    not_yet = begins is not None and begins > today
    over = ends is not None and ends < today
    if not (not_yet or over):
        return
    passage = cite.block.passage
    sentence = sentence_before(passage.text, passage.language, cite.offset)
    year = str(begins.year if not_yet and begins else ends.year if ends else "")
    if not RULES[passage.language].tells_the_time.search(sentence) and year not in sentence:
        what = f"is not in force before {fact.in_force}" if not_yet else f"ended on {fact.ends}"
        yield dated(
            cite.place, "S508", f"{cite.fact} {what}, and the sentence does not say so. Say from or until when."
        )


def _links(content: Content) -> Iterator[Problem]:
    lessons = {f"{lesson.source.course}/{lesson.source.slug}": lesson for lesson in content.lessons}
    unread = {f"{course.slug}/{slug}" for course in content.source.courses for slug in course.unread}
    for link in links(content):
        match = INTERNAL_LINK.fullmatch(link.target)
        if match is None:
            if not _OUTSIDE.match(link.target):  # those are S507
                known = "term:id, lesson:course/lesson, help:situation or reference:page"
                reason = f'"{link.target}" leads nowhere. Write {known}.'
                yield Problem(link.place, "S502", reason)
            continue
        kind, target, course, slug = match.groups()
        if kind is not None:
            yield from _entry_link(link.target, kind, target, link.place, content.source)
            continue
        lesson = lessons.get(f"{course}/{slug}")
        if lesson is None and f"{course}/{slug}" not in unread:
            yield Problem(link.place, "S502", f'there is no lesson "{course}/{slug}". Correct the link, or remove it.')
        elif lesson is not None and link.is_published and lesson.plan.status is Status.DRAFT:
            reason = f'the lesson "{course}/{slug}" is a draft, which learners cannot open. Remove the link for now.'
            yield Problem(link.place, "S502", reason)


def _entry_link(whole: str, kind: str, target: str, place: Any, source: ContentSource) -> Iterator[Problem]:
    known, group, file = {
        "term": (source.glossary, "glossary", "content/glossary.yaml"),
        "help": (source.situations, "situations", "content/help/situations.yaml"),
        "reference": (source.references, "references", "content/reference.yaml"),
    }[kind]
    if known and target not in known and f"{group}/{target}" not in source.unread:
        yield Problem(
            place, "S502", f'"{whole}" leads nowhere: {file} has no "{target}". Correct the id, or add it there.'
        )


def _duties(lesson: LessonText, cited: tuple[Cite, ...]) -> Iterator[Problem]:
    about_collection = [cite for cite in cited if cite.fact.startswith("CN-COLL-")]
    if not about_collection:
        return
    for page in lesson.pages.values():
        if not any(section.id == "your-part" for section in page.sections):
            first = next((cite for cite in about_collection if cite.place.path == page.file.path), about_collection[0])
            reason = (
                f"{first.fact} says what collectors may not do, and the lesson has no section {{#your-part}}. "
                "Add one: what the borrower owes."
            )
            place = page.file.at(1) if first.place.path != page.file.path else first.place
            yield Problem(place, "S514", reason)


def _bare_figures(lesson: LessonText, source: ContentSource) -> Iterator[Problem]:
    proven = set(_numbers_in(lesson.plan.sums))
    for page in lesson.pages.values():
        yield from _bare_on_page(lesson, page, source, proven)


def _bare_on_page(lesson: LessonText, page: PageText, source: ContentSource, proven: set[Decimal]) -> Iterator[Problem]:
    allowed: set[Decimal] | None = None
    cited_tables = {block.table for block in page.blocks if block.facts}
    for block in page.blocks:
        if (
            block.kind == "heading"
            or block.box == "example"
            or block.facts
            or (block.table and block.table in cited_tables)
        ):
            continue
        text = block.passage.text
        found = [figure for figure in block.passage.figures if figure.is_percent or is_money(text, figure)]
        if not found:
            continue
        if allowed is None:
            allowed = proven | _known_numbers(lesson, page, source)
        bare = next((figure for figure in found if figure.value not in allowed), None)
        if bare is not None:
            shown = text[bare.start : bare.end].strip()
            reason = f'"{shown}" has no source. Cite a fact, prove it under sums, or put it into an example box.'
            yield warning(block.passage.place(bare.start), "S501", reason)


def _known_numbers(lesson: LessonText, page: PageText, source: ContentSource) -> set[Decimal]:
    """Numbers of the example boxes, the specimens and the questions of a page."""
    known = {figure.value for block in page.blocks if block.box == "example" for figure in block.passage.figures}
    texts: list[str] = []
    for section in page.sections:
        for line in section.own_lines:
            specimen = source.specimens.get(line.reference) if line.kind == "specimen" else None
            if specimen is not None:
                texts += [part.in_language(page.file.language) for part in specimen.parts.values()]
            known.update(Decimal(value) for _, value in line.arguments if _NUMBER.fullmatch(value))
    for wording in lesson.wordings:
        if wording.question:
            passage, written = wording.passages[page.file.language], wording.text.in_language(page.file.language)
            if passage.text == written:
                known.update(figure.value for figure in passage.figures)
            else:
                texts.append(written)
    known.update(figure.value for figure in figures("\n".join(texts)))
    return known


def _numbers_in(value: Any) -> Iterator[Decimal]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _numbers_in(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _numbers_in(inner)
    elif isinstance(value, str | int) and not isinstance(value, bool):
        yield from (figure.value for figure in figures(str(value)))
