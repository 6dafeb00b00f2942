"""What a workshop comes to: one table in which phones, hands and papers stand together; page, print and CSV."""

from dataclasses import dataclass
from datetime import date, datetime
from html import unescape

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from courses.accounts.http.csv_files import csv_file
from courses.organizations.groups.attendance.reading import MeetingCount, counts_of
from courses.organizations.models import SessionRun
from courses.organizations.workshops.actions import KEPT, days_of, is_running
from courses.organizations.workshops.results.tally import QuestionTally, TallyLine
from courses.organizations.workshops.runs import read_all, title_of


@dataclass(frozen=True, slots=True)
class WorkshopReport:
    """Totals of one workshop; nothing in it is about a person."""

    run: SessionRun
    title: str
    asked: tuple[QuestionTally, ...]
    not_asked: tuple[QuestionTally, ...]
    meetings: tuple[MeetingCount, ...]  # of its days, the first one first
    not_noted: date | None  # the day on which it was opened again, when that is not on the sheet of attendance
    is_running: bool
    kept_until: datetime

    @property
    def day(self) -> date:
        """The day on which it began where the group is."""
        return days_of(self.run)[0]


def read_report(run: SessionRun, *, language: str, now: datetime) -> WorkshopReport:
    """The report of one workshop; six queries, however many questions and answers there are."""
    found = read_all(run, language=language)
    days = days_of(run)
    meetings = counts_of(run.group, days)
    return WorkshopReport(
        run=run,
        title=title_of(run, language),
        asked=tuple(one for one in found if one.was_asked),
        not_asked=tuple(one for one in found if not one.was_asked),
        meetings=meetings,
        not_noted=days[-1] if days[1:] and days[-1] not in [one.day for one in meetings] else None,
        is_running=is_running(run, now),
        kept_until=run.opened_at + KEPT,
    )


def as_csv(report: WorkshopReport) -> bytes:
    """One line for each thing that could be chosen."""
    head = (
        _("Workshop"), _("Date"), _("Question number"), _("Question"), _("Answer"), _("What it is"), _("Phones"),
        _("Hands"), _("Papers"), _("Together"),
    )  # fmt: skip
    return csv_file((head, *(_cells(report, tally, line) for tally in report.asked for line in tally.lines)))


def _cells(report: WorkshopReport, tally: QuestionTally, line: TallyLine) -> tuple[object, ...]:
    words = f"{plain(line.html)} → {plain(line.right)}" if line.right else plain(line.html)
    return (
        report.title, report.day.isoformat(), tally.position, plain(tally.ask), words, line.sign,
        line.phones, line.hands, line.paper, line.total,
    )  # fmt: skip


def plain(html: str) -> str:
    """Rendered content without its marks."""
    return unescape(strip_tags(html))
