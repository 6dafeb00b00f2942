"""What each person of an organisation did in a term, read from rows: the only place where the report meets people."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple, TypeVar

from django.db.models import Count, F, Max, Min, Model, Q, QuerySet

from courses.catalog.model.lessons import Catalog
from courses.learning.models import Answer, CheckAttempt, ExerciseOutcome, LessonProgress, StepChoice
from courses.organizations.joining.actions import TOLD_OF_REPORTS
from courses.organizations.models import Attendance, Term
from courses.organizations.reports.evaluation.terms import Span, span_of

Row = TypeVar("Row", bound=Model)
WEEK, MONTH = timedelta(days=7), timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Pair:
    """One person's first check before a course, and the first final one after it, in percent.

    To one decimal: the file for evaluators says no more, and whoever counts it shall get the same means.
    """

    course: str
    before: float
    after: float
    is_assisted: bool

    @property
    def change(self) -> float:
        return round(self.after - self.before, 1)


@dataclass(slots=True)
class Person:
    """One person who took part in the term; no name, no number, nothing by which they could be found again.

    `after_7` and `after_30` say what became of the thing they meant to do: one of StepChoice's answers, "" for no
    answer, None where they were not asked.
    """

    attended: int = 0
    has_finished: bool = False
    is_assisted: bool = False
    did_exercise: bool = False
    came_back_after: timedelta | None = None
    after_7: str | None = None
    after_30: str | None = None
    pairs: list[Pair] = field(default_factory=list)


def people_of(term: Term, catalog: Catalog) -> tuple[Person, ...]:
    """Everybody who took part: began or finished a lesson, sent a check, did an exercise, took something up, reviewed,
    or was at a meeting. Eight queries, however many people there are.

    Only what lies between joining and leaving (or the group's end) counts, as on all pages of a group; whoever has
    left or was removed is not among them, from that moment on.
    """
    reader = _TermReader(term, span_of(term))
    for read in (_lessons, _checks, _meetings, _exercises, _steps, _answers):
        read(reader)
    _finished(reader, catalog)
    return tuple(reader.people.values())


class _TermReader:
    """People by learner, made as soon as something of theirs falls into the term."""

    def __init__(self, term: Term, span: Span) -> None:
        self.term, self.span = term, span
        self.people: dict[int, Person] = defaultdict(Person)
        self.began: dict[int, datetime] = {}

    def person(self, learner: int) -> Person:
        return self.people[learner]

    def shared(self, rows: QuerySet[Row], at: str, **places: object) -> QuerySet[Row]:
        """Rows up to the end of the term that learners of this organisation share with one of their groups."""
        mine = {"organization": self.term.organization_id, "left_at": None, "removed_at": None, **places}
        place = Q(learner__places__joined_at__isnull=False)
        place &= Q(**{f"learner__places__{name}": value for name, value in mine.items()})
        since = Q(learner__places__shares_earlier=True) | Q(**{f"{at}__gte": F("learner__places__joined_at")})
        ended = F("learner__places__group__archived_at")
        until = Q(learner__places__group__archived_at=None) | Q(**{f"{at}__lte": ended})
        return rows.filter(place & since & until, **{f"{at}__lt": self.span.until}).order_by()


def _lessons(reader: _TermReader) -> None:
    """Whoever began a lesson in the term, or finished one; and when each of them began to learn."""
    begun = reader.shared(LessonProgress.objects.all(), "opened_at").values_list("learner")
    for learner, first, last in begun.annotate(first=Min("opened_at"), last=Max("opened_at")):
        reader.began[learner] = first
        if last >= reader.span.since:
            reader.person(learner)
    finished = reader.shared(LessonProgress.objects.all(), "completed_at").filter(completed_at__gte=reader.span.since)
    for learner in finished.values_list("learner", flat=True).distinct():
        reader.person(learner)


def _finished(reader: _TermReader, catalog: Catalog) -> None:
    """A course counts in the term in which the last of its lessons was finished."""
    of_course = Q()
    for course in catalog.courses.values():
        of_course |= Q(course=course.slug, lesson__in=[lesson.slug for lesson in course.lessons])
    rows = reader.shared(LessonProgress.objects.filter(of_course), "completed_at").values("learner", "course")
    for row in rows.annotate(done=Count("lesson", distinct=True), last=Max("completed_at")):
        is_whole = row["done"] == len(catalog.courses[row["course"]].lessons)
        if is_whole and row["last"] >= reader.span.since:
            reader.person(row["learner"]).has_finished = True


class ChecksSent(NamedTuple):
    """What is read of a check that was sent; ten thousand people sent twenty thousand."""

    pk: int
    learner: int
    course: str
    kind: str
    right: int
    asked: int
    is_assisted: bool
    sent_at: datetime

    @property
    def percent(self) -> float:
        return round(100 * self.right / self.asked, 1)


def _checks(reader: _TermReader) -> None:
    sent = reader.shared(CheckAttempt.objects.filter(sent_at__isnull=False, asked__gt=0), "sent_at")
    made: dict[tuple[int, str], list[ChecksSent]] = defaultdict(list)
    for row in sent.order_by("pk").values_list(*ChecksSent._fields).distinct():
        one = ChecksSent(*row)
        made[one.learner, one.course].append(one)
    for (learner, course), checks in made.items():
        in_term = [one for one in checks if one.sent_at >= reader.span.since]
        if not in_term:
            continue
        person = reader.person(learner)
        person.is_assisted |= any(one.is_assisted for one in in_term)
        before, after = _first_and_final(checks)
        if before is not None and after in in_term:
            is_assisted = before.is_assisted or after.is_assisted
            person.pairs.append(Pair(course, before.percent, after.percent, is_assisted))


def _first_and_final(checks: Iterable[ChecksSent]) -> tuple[ChecksSent, ChecksSent] | tuple[None, None]:
    """The first check before the course, and the first final one after it."""
    before: ChecksSent | None = None
    for one in checks:
        if one.kind == CheckAttempt.DIAGNOSTIC:
            before = before or one
        elif before is not None:
            return before, one
    return None, None


def _meetings(reader: _TermReader) -> None:
    """Whoever was noted as present; somebody on the list counts too who has not come to the site yet."""
    days = (reader.term.begins_on, reader.term.ends_on)
    there = Attendance.objects.filter(
        organization=reader.term.organization_id, was_there=True, member__left_at=None, member__removed_at=None,
        meeting__removed_at=None, meeting__day__range=days,
    )  # fmt: skip
    for learner, times in there.order_by().values_list("member__learner").annotate(times=Count("pk")):
        reader.person(learner).attended = times


def _exercises(reader: _TermReader) -> None:
    done = reader.shared(ExerciseOutcome.objects.kept(), "at").filter(at__gte=reader.span.since)
    for learner, helped in done.values_list("learner").annotate(helped=Count("pk", filter=Q(is_assisted=True))):
        person = reader.person(learner)
        person.did_exercise = True
        person.is_assisted |= bool(helped)


BEST = {"done": 3, "partly": 2, "not-yet": 1, "not-for-me": 1, "": 0}  # of several things taken up, what went best


def _steps(reader: _TermReader) -> None:
    """What was taken up in the term, and what was said about it until the term's end.

    Only of people who were told, when they joined, that such totals may be reported.
    """
    chosen = StepChoice.objects.filter(choice=StepChoice.WILL, chosen_at__gte=reader.span.since)
    for row in reader.shared(chosen, "chosen_at", told__gte=TOLD_OF_REPORTS).distinct():
        person, until = reader.person(row.learner_id), reader.span.until
        first = _said_by(until, row.after_7, row.after_7_at)
        last = _said_by(until, row.after_30, row.after_30_at) or first
        if row.chosen_at + WEEK <= until:
            person.after_7 = _better(person.after_7, first)
        if row.chosen_at + MONTH <= until:
            person.after_30 = _better(person.after_30, last)


def _said_by(until: datetime, answer: str, at: datetime | None) -> str:
    return answer if at is not None and at < until else ""


def _better(known: str | None, other: str) -> str:
    return other if known is None or BEST[other] > BEST[known] else known


def _answers(reader: _TermReader) -> None:
    """Who had help with an answer, and how long after their first lesson they still reviewed."""
    answers = reader.shared(Answer.objects.all(), "at").filter(at__gte=reader.span.since)
    helped = Count("pk", filter=Q(is_assisted=True))
    reviewed = Max("at", filter=Q(occasion=Answer.REVIEW))
    for learner, times, last in answers.values_list("learner").annotate(helped=helped, reviewed=reviewed):
        person = reader.person(learner)
        person.is_assisted |= bool(times)
        if last is not None and learner in reader.began:
            person.came_back_after = last - reader.began[learner]
