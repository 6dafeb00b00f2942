"""First answers to questions, of everybody who shares with a group: in lessons, and in checks that were sent.

A person is a number that leads nowhere outside this package, and nothing of it leaves the package.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from courses.catalog.model.lessons import Course
from courses.catalog.model.questions import Question
from courses.learning.models import Answer, CheckAnswer
from courses.organizations.models import Member

AT_ONCE = 2_000  # rows held at a time
Place = tuple[str, str]  # lesson, question
Shared = Mapping[int, list[tuple[datetime | None, datetime | None]]]


class Asking(StrEnum):
    """Where a question is asked; knowledge is measured by the other questions of the same kind."""

    LESSON = "lesson"
    CHECK = "check"


@dataclass(frozen=True, slots=True)
class Try:
    """One person's first answer to one question; `given` is "" for "I don't know"."""

    person: int
    place: Place
    language: str
    given: str
    is_right: bool


def shared_times() -> Shared:
    """For each learner, the time spans they share with their groups: from joining (or the start) to the group's end."""
    found: dict[int, list[tuple[datetime | None, datetime | None]]] = defaultdict(list)
    places = Member.objects.joined().values_list("learner", "shares_earlier", "joined_at", "group__archived_at")
    for learner, shares_earlier, joined_at, ended_at in places:
        found[learner].append((None if shares_earlier else joined_at, ended_at))
    return found


def questions_of(course: Course, asking: Asking) -> Mapping[Place, Question]:
    return {
        (lesson.slug, question.id): question
        for lesson in course.lessons
        for question in (lesson.marked_questions if asking is Asking.LESSON else lesson.pool.values())
        if question.is_marked
    }


def first_tries(course: Course, asking: Asking, shared: Shared) -> Iterator[Try]:
    """As the questions are meant now; read in pieces, in an order that keeps each person's answers together."""
    known = questions_of(course, asking)
    person, met = 0, set[Place]()
    for learner, at, lesson, name, version, language, given, result in _rows(course, asking):
        if learner != person:
            person, met = learner, set()
        place, question = (lesson, name), known.get((lesson, name))
        if question is None or place in met or not question.means(version):
            continue
        met.add(place)  # a later answer is no first one, also where this one is not shared
        if result != Answer.SHOWN and _is_shared(shared.get(learner, ()), at):
            yield Try(learner, place, language, given, result == Answer.RIGHT)


Row = tuple[int, datetime, str, str, str, str, str, str]


def _rows(course: Course, asking: Asking) -> Iterable[Row]:
    members = Member.objects.joined().values("learner")
    if asking is Asking.LESSON:
        answers = Answer.objects.filter(course=course.slug, occasion=Answer.LESSON, learner__in=members)
        columns = ("learner", "at", "lesson", "question", "version", "language", "given", "result")
        return answers.order_by("learner", "pk").values_list(*columns).iterator(AT_ONCE)
    sent = CheckAnswer.objects.filter(
        attempt__course=course.slug, attempt__sent_at__isnull=False, attempt__learner__in=members
    )
    columns = ("attempt__learner", "attempt__sent_at", "lesson", "question", "version", "language", "given", "result")
    return sent.order_by("attempt__learner", "pk").values_list(*columns).iterator(AT_ONCE)


def _is_shared(times: Iterable[tuple[datetime | None, datetime | None]], at: datetime) -> bool:
    return any((since is None or at >= since) and (until is None or at <= until) for since, until in times)
