"""Terms of the tests, and people who did something in them."""

from datetime import UTC, date, datetime, timedelta
from itertools import count

from courses.catalog.published.library import catalog
from courses.learning.models import CheckAttempt, ExerciseOutcome, StepChoice
from courses.organizations.models import Attendance, Group, Meeting, Member, Organization, Term
from courses.organizations.reports.evaluation.counting import people_of
from tests.organizations.cast import make_member
from tests.organizations.reports.learning import check, work

BEGINS_ON, ENDS_ON = date(2026, 3, 1), date(2026, 8, 31)
IN_TERM = datetime(2026, 4, 15, 9, 0, tzinfo=UTC)
BEFORE, AFTER = datetime(2026, 2, 1, 9, 0, tzinfo=UTC), datetime(2026, 9, 5, 9, 0, tzinfo=UTC)
_numbers = count(1)


def make_term(organization: Organization, begins_on: date = BEGINS_ON, ends_on: date = ENDS_ON) -> Term:
    return Term.objects.create(
        organization=organization, key=f"term-{next(_numbers)}", begins_on=begins_on, ends_on=ends_on, made_at=BEFORE
    )


def learner_of(group: Group, *, joined_at: datetime = BEFORE, **fields) -> Member:
    return make_member(
        group, f"Learner {next(_numbers)}", listed_at=joined_at, joined_at=joined_at, told="2026-12", **fields
    )


def learners(group: Group, number: int, *, at: datetime = IN_TERM) -> list[Member]:
    """People who began a lesson in the term."""
    made = [learner_of(group) for _ in range(number)]
    for member in made:
        work(member.learner, first_lesson(), at=at, done=False)
    return made


def first_course():
    return catalog().courses["reading-a-loan"]


def first_lesson():
    return first_course().lessons[0]


def finish(member: Member, *, at: datetime = IN_TERM) -> None:
    """All lessons of the first course; whoever has begun the first one goes on with it."""
    member.learner.lessons.filter(course=first_course().slug).delete()
    for lesson in first_course().lessons:
        work(member.learner, lesson, at=at)


def both_checks(member: Member, before: int, after: int, *, at: datetime = IN_TERM, is_assisted: bool = False) -> None:
    check(member.learner, first_course(), before, kind=CheckAttempt.DIAGNOSTIC, at=at)
    last = check(member.learner, first_course(), after, at=at + timedelta(days=20))
    CheckAttempt.objects.filter(pk=last.pk).update(is_assisted=is_assisted)


def attend(member: Member, times: int, *, at: datetime = IN_TERM) -> None:
    for number in range(times):
        day = (at + timedelta(days=number)).date()
        meeting, _is_new = Meeting.objects.get_or_create(organization=member.organization, group=member.group, day=day)
        Attendance.objects.create(
            organization=member.organization, meeting=meeting, member=member, was_there=True, way=Attendance.TICKED
        )


def take_up(
    member: Member, after_7: str = "", after_30: str = "", *, at: datetime = IN_TERM, late: bool = False
) -> StepChoice:
    """What they said, on the days on which they were asked; `late`: after the term was over."""
    asked = {7: AFTER, 30: AFTER} if late else {days: at + timedelta(days=days) for days in (7, 30)}
    return StepChoice.objects.create(
        learner=member.learner, course=first_course().slug, lesson=first_lesson().slug, action="a",
        choice=StepChoice.WILL, chosen_at=at, after_7=after_7, after_7_at=asked[7] if after_7 else None,
        after_30=after_30, after_30_at=asked[30] if after_30 else None,
    )  # fmt: skip


def do_exercise(member: Member, *, at: datetime = IN_TERM, **fields) -> ExerciseOutcome:
    return ExerciseOutcome.objects.create(
        learner=member.learner, key=f"outcome-{next(_numbers)}", kind="can-i-afford", at=at, **fields
    )


def people_in(term: Term):
    return people_of(term, catalog())
