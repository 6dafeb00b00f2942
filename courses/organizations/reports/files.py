"""The list of a group as a file: CSV and XLSX of the same cells; numbers are numbers, no cell is ever a formula."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from courses.accounts.http.csv_files import csv_file
from courses.accounts.http.xlsx_files import xlsx_file
from courses.languages.known import current_language
from courses.organizations.assigning.tasks import Task
from courses.organizations.models import Group
from courses.organizations.reports.people.lines import LearnerLine, lines_of
from courses.organizations.reports.people.ranking import RankOrder, measure_of
from courses.organizations.reports.wording import STANDING_WORDS, reason_words

AT_ONCE = 500  # people read at a time
Cells = tuple[str | int, ...]


def cells_of(task: Task, group: Group, now: datetime, order: RankOrder) -> Iterator[Cells]:
    """The heading, then a line for everybody on the list, also those who have not come yet."""
    yield (
        _("Nickname"), _("Course"), _("Lessons done"), _("Lessons given"), _("Check passed"), _("Best score (%)"),
        _("Last active in the week of"), _("Status"), _("Reason"),
        _("With help"),
    )  # fmt: skip
    people = measure_of(task, group, order=order, now=now).people
    for start in range(0, len(people), AT_ONCE):
        yield from (_cells(line) for line in lines_of(task, group, people[start : start + AT_ONCE], now))


def _cells(line: LearnerLine) -> Cells:
    result = line.result
    passed = {True: _("yes"), False: _("no"), None: ""}[result.passed]
    return (
        line.nickname,
        result.task.course.title.in_language(current_language()),
        result.done,
        result.count,
        passed,
        "" if result.percent is None else result.percent,
        result.week.isoformat() if result.week else "",
        str(STANDING_WORDS[result.standing]),
        reason_words(result),
        "" if result.percent is None else _("yes") if result.has_help else _("no"),
    )


def as_csv(task: Task, group: Group, now: datetime, order: RankOrder = RankOrder.NAME) -> bytes:
    return csv_file(cells_of(task, group, now, order))


def as_xlsx(task: Task, group: Group, now: datetime, order: RankOrder = RankOrder.NAME) -> bytes:
    """Counts and scores are numbers; all else is text: a nickname like =1+1, or 007, stays what it is."""
    return xlsx_file({task.course.slug: cells_of(task, group, now, order)}, kept_columns=1)
