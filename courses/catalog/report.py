"""What the content covers and what it rests on, for editors: topics by lesson, blocked and stale facts."""

from collections.abc import Iterator
from datetime import date

from courses.catalog.checks.sources import due_for_check
from courses.catalog.markup.dialect import CITATION
from courses.catalog.reading.source import ContentSource, LessonSource


def content_report(source: ContentSource, today: date) -> Iterator[str]:
    """The report, line by line."""
    yield "Topics by lesson"
    for topic, text in source.competences.items():
        codes = [_name(lesson) for lesson in source.lessons if topic in lesson.plan.model.lesson.competences]
        yield f"  {topic:6} {text.en}: {', '.join(codes) or '-'}"
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
