"""What the content covers and what it rests on, for editors: topics by lesson, blocked and stale facts, the ad bank."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from courses.catalog.lint.evidence.ad_bank import cues
from courses.catalog.lint.evidence.sources import due_for_check
from courses.catalog.markup.dialect import CITATION
from courses.catalog.reading.source import ContentSource, LessonSource
from courses.languages.known import SOURCE


def content_report(source: ContentSource, today: date) -> Iterator[str]:
    """The report, line by line."""
    yield "Topics by lesson"
    for topic, text in source.competences.items():
        codes = [_name(lesson) for lesson in source.lessons if topic in lesson.plan.model.lesson.competences]
        yield f"  {topic:6} {text.in_language(SOURCE)}: {', '.join(codes) or '-'}"
    yield ""
    yield "Facts by lesson"
    for lesson in source.lessons:
        cited = cited_facts(lesson)
        blocked = [fact for fact in cited if fact in source.facts and source.facts[fact].publish_block]
        due = {fact: due_for_check(source.facts[fact]) for fact in cited if fact in source.facts}
        yield f"  {_name(lesson)} {lesson.plan.model.lesson.status}: {len(cited)} cited"
        yield from (f"      blocked {fact}: {source.facts[fact].caution or 'no reason is given'}" for fact in blocked)
        yield from (
            f"      stale {fact}: due for a check since {day}" for fact, day in due.items() if day and day < today
        )
    yield from _ad_bank(source)


def _ad_bank(source: ContentSource) -> Iterator[str]:
    """How the rounds of "Would you walk away?" are stocked, and what could be guessed in them without reading."""
    bank = [specimen for specimen in source.specimens.values() if specimen.bank]
    if not bank:
        return
    clean = Counter(specimen.channel for specimen in bank if specimen.verdict == "clean")
    uses = Counter(flag for specimen in bank for flag in specimen.flags)
    yield ""
    yield f"Advertisement bank: {len(bank)} specimens, {clean.total()} clean"
    for channel, count in Counter(specimen.channel for specimen in bank).items():
        yield f"  {channel}: {count - clean[channel]} flagged, {clean[channel]} clean"
    for cue in cues(bank, source.names):
        yield f"  bad told from good by {cue.name} alone: {cue.chance:.0%} of all pairs (50% is chance)"
    yield "  specimens with each flag: " + ", ".join(f"{flag} {uses[flag]}" for flag in source.flags)


def cited_facts(lesson: LessonSource) -> tuple[str, ...]:
    """Facts cited in a lesson's texts or behind its questions, sorted."""
    file = lesson.plan.model
    found = set(file.lesson.cites)
    for page in lesson.pages.values():
        found |= set(CITATION.findall(page.body))
    for question in file.questions.values():
        found |= set(question.cites or ())
    return tuple(sorted(found))


def _name(lesson: LessonSource) -> str:
    return f"{lesson.plan.model.lesson.code} {lesson.slug}"
