"""What was given to a group, form by form, for the pages of its facilitators."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, QuerySet

from courses.catalog.model.lessons import Catalog, Course, Lesson
from courses.organizations.assigning.tasks import task_title
from courses.organizations.forms.paging import ListPage, page_of
from courses.organizations.forms.zones import today_in
from courses.organizations.models import Assignment, Group

NO_DAY = "none"


@dataclass(frozen=True, slots=True)
class GivenTask:
    """The assignments made by one form. `slug` is the course's slug; `course` is None when it was retired since."""

    pk: int
    slug: str
    course: Course | None
    lessons: tuple[Lesson, ...]
    retired: tuple[str, ...]
    is_whole: bool
    has_first_check: bool
    people: int | None  # None: the whole group
    due_on: date | None
    is_past: bool
    note: str
    created_at: datetime
    due_before: date | None
    due_changed_at: datetime | None
    withdrawn_at: datetime | None

    @property
    def is_only_check(self) -> bool:
        return self.has_first_check and not (self.is_whole or self.lessons or self.retired)

    @property
    def title(self) -> str:
        if self.course is None:
            return self.slug
        return task_title(self.course, self.lessons, is_whole=self.is_whole, is_first_check=self.is_only_check)

    @property
    def before_slug(self) -> str:
        """The previous due day as it appears in the address that restores it."""
        return self.due_before.isoformat() if self.due_before else NO_DAY


def given_page(group: Group, catalog: Catalog, now: datetime, number: int) -> ListPage[GivenTask]:
    """Page of a group's assignments, those of one form as one line, at most fifty rows; one query."""
    page = page_of(with_counts(Assignment.objects.standing().filter(group=group)).order_by("-pk"), number)
    return page.with_lines(by_form(page.lines, group, catalog, now))


def withdrawn_from(group: Group, catalog: Catalog, now: datetime) -> tuple[GivenTask, ...]:
    """Withdrawn assignments, the latest first; one query. The list is not paged."""
    rows = with_counts(Assignment.objects.filter(group=group, withdrawn_at__isnull=False))
    return by_form(list(rows.order_by("-withdrawn_at", "-pk")), group, catalog, now)


def given_together_line(assignment: Assignment, catalog: Catalog, now: datetime) -> GivenTask:
    """The line of all assignments made by the same form; one query."""
    rows = Assignment.objects.filter(group=assignment.group_id, key=assignment.key, course=assignment.course)
    return by_form(list(with_counts(rows).order_by("-pk")), assignment.group, catalog, now)[0]


def with_counts(rows: QuerySet[Assignment]) -> QuerySet[Assignment]:
    """Annotate each row with how many people it is for; 0 where it is for all."""
    return rows.annotate(count=Count("people"))


def by_form(rows: Iterable[Assignment], group: Group, catalog: Catalog, now: datetime) -> tuple[GivenTask, ...]:
    """Group counted rows by the form that made them: one line each."""
    forms: dict[tuple[str, str], list[Assignment]] = {}
    for row in rows:
        forms.setdefault((row.key, row.course), []).append(row)
    today = today_in(group.time_zone, now)
    return tuple(_given(rows, catalog, today) for rows in forms.values())


def _given(rows: list[Assignment], catalog: Catalog, today: date) -> GivenTask:
    first, course = rows[-1], catalog.courses.get(rows[0].course)
    slugs = {row.lesson for row in rows if row.lesson}
    known = course.by_slug if course else {}
    return GivenTask(
        pk=first.pk, slug=first.course, course=course,
        lessons=tuple(lesson for lesson in (course.lessons if course else ()) if lesson.slug in slugs),
        retired=tuple(sorted(slug for slug in slugs if slug not in known)),
        is_whole=any(not row.lesson and not row.is_first_check for row in rows),
        has_first_check=any(row.is_first_check for row in rows),
        people=None if first.for_all else first.count,  # type: ignore[attr-defined]
        due_on=first.due_on, is_past=first.due_on is not None and first.due_on < today,
        note=first.note, created_at=first.created_at, due_before=first.due_before,
        due_changed_at=first.due_changed_at, withdrawn_at=first.withdrawn_at,
    )  # fmt: skip
