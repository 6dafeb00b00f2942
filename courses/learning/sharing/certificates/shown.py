"""What a record shows, to its owner on paper and to a stranger with the code: both from one value."""

from dataclasses import dataclass
from datetime import date, datetime

from courses.accounts.models import User
from courses.catalog.model.lessons import Catalog, Course
from courses.catalog.model.values.texts import Text
from courses.learning.models import CheckAttempt, LearningRecord
from courses.learning.sharing.certificates.actions import line_of
from courses.learning.sharing.certificates.codes import groups, read_code

MOST_LISTED = 100
LONG_NAME = 40  # letters: as many Chinese ones fill two lines in the large size


@dataclass(frozen=True, slots=True)
class ShownRecord:
    """Only what may be shown: name, day and result are None where they were not ticked.

    `course` is None when the course has left the site. `learned` is empty then, and when the course has been revised
    since: what it teaches now is not what was learned.
    """

    slug: str
    course: Course | None
    version: int
    name: str | None
    day: date | None
    right: int | None
    asked: int | None
    learned: tuple[Text, ...]

    @property
    def was_revised(self) -> bool:
        return self.course is not None and self.course.version != self.version

    @property
    def has_long_name(self) -> bool:
        """Whether the name is set smaller, so that the record stays on one sheet."""
        return len(self.name or "") > LONG_NAME

    @property
    def shows_score(self) -> bool:
        return self.asked is not None


def shown(record: LearningRecord, catalog: Catalog) -> ShownRecord:
    """What the record shows, from its row and the catalog; no query."""
    course = catalog.courses.get(record.course)
    return ShownRecord(
        slug=record.course,
        course=course,
        version=record.course_version,
        name=(record.name or None) if record.shows_name else None,
        day=record.passed_on if record.shows_date else None,
        right=record.right if record.shows_score else None,
        asked=record.asked if record.shows_score else None,
        learned=_learned(course) if course and course.version == record.course_version else (),
    )


def _learned(course: Course) -> tuple[Text, ...]:
    return tuple(outcome for lesson in course.lessons for outcome in lesson.outcomes.values())


@dataclass(frozen=True, slots=True)
class OwnRecord:
    """A record as its owner sees it. `before` is the one that this replaced."""

    id: int
    shown: ShownRecord
    code: str
    issued_at: datetime
    revoked_at: datetime | None
    before: int | None = None

    @property
    def is_valid(self) -> bool:
        return self.revoked_at is None

    @property
    def code_groups(self) -> tuple[str, ...]:
        return groups(self.code)


def own_record(record: LearningRecord, catalog: Catalog) -> OwnRecord:
    """The record as its owner sees it; at most one query, for the record that it replaced."""
    if record.revoked_at is not None:
        return _own(record, catalog)
    others = line_of(record).exclude(pk=record.pk).filter(revoked_at__isnull=False)
    return _own(record, catalog, others.order_by("-pk").values_list("pk", flat=True).first())


def _own(record: LearningRecord, catalog: Catalog, before: int | None = None) -> OwnRecord:
    return OwnRecord(
        record.pk,
        shown(record, catalog),
        record.code,
        record.issued_at,
        record.revoked_at,
        before,
    )


def own_records(learner: User | None, catalog: Catalog) -> tuple[OwnRecord, ...]:
    """All records of a learner, the newest first; one query, none for a visitor."""
    if learner is None:
        return ()
    return tuple(_own(record, catalog) for record in learner.records.order_by("-pk")[:MOST_LISTED])


def passed_courses(learner: User | None, catalog: Catalog) -> tuple[Course, ...]:
    """Courses whose final check was passed, so that a record may be issued; one query, none for a visitor."""
    if learner is None:
        return ()
    rows = learner.check_attempts.filter(kind=CheckAttempt.FINAL, passed=True)
    passed = set(rows.values_list("course", flat=True))
    return tuple(course for course in catalog.courses.values() if course.slug in passed)


def valid_record(typed: str, catalog: Catalog) -> ShownRecord | None:
    """What a stranger sees who has this code. Unknown and revoked ask the same one question of the database."""
    code = read_code(typed)
    if code is None:
        return None
    record = LearningRecord.objects.filter(code=code, revoked_at=None).first()
    return shown(record, catalog) if record else None
