"""A term's files: the page itself, the anonymised lines, and what their columns mean; each as CSV and as XLSX."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from courses.accounts.http.csv_files import csv_file
from courses.accounts.http.xlsx_files import Cell, xlsx_file
from courses.organizations.models import Term
from courses.organizations.reports.evaluation.evaluator_file import COLUMNS, codebook, lines_of
from courses.organizations.reports.evaluation.intervals import ConfidenceInterval
from courses.organizations.reports.evaluation.report import TermReport
from courses.organizations.reports.evaluation.wording import gains_in_words, parts_in_words

CSV, XLSX = "csv", "xlsx"
REPORT, PEOPLE, CODEBOOK = "report", "people", "codebook"
TYPES = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
FILES = (REPORT, PEOPLE, CODEBOOK)
Line = tuple[Cell, ...]


def file_of(term: Term, what: str, kind: str, report: TermReport) -> bytes:
    """A sheet of anonymised lines carries its codebook with it; as CSV that is a file of its own."""
    sheets: dict[str, list[Line]] = {
        REPORT: list(_report(term, report)),
        PEOPLE: [COLUMNS, *lines_of(report)],
        CODEBOOK: list(codebook()),
    }
    if kind == CSV:
        return csv_file(sheets[what])
    wanted = (PEOPLE, CODEBOOK) if what == PEOPLE else (what,)
    return xlsx_file({name: sheets[name] for name in wanted})


def _report(term: Term, report: TermReport) -> Iterator[Line]:
    yield (
        _("What"), _("Answer"), _("People"), _("Out of"), _("Share (%)"), _("95% interval from (%)"),
        _("95% interval to (%)"),
    )  # fmt: skip
    yield _("Organisation"), term.organization.name
    yield _("The term"), str(term)
    yield _("People who took part"), "", _shown(report.people)
    for part in parts_in_words(report):
        for line in part.lines:
            share = line.share
            interval = _edges(share.interval, 100)
            yield str(part.title), str(line.words), _shown(share.count), share.people, _shown(share.percent), *interval
    if report.gains:
        yield ()
        yield (
            _("Check before and after"), _("Answered"), _("People"), _("Before (%)"), _("After (%)"),
            _("Change (points)"), _("95% interval from"), _("95% interval to"),
        )  # fmt: skip
    for row in gains_in_words(report):
        gain = row.gain
        means = tuple(round(one, 1) for one in (gain.before, gain.after, gain.change))
        yield row.course, str(row.help), gain.people, *means, *_edges(gain.interval, 1)


def _shown(number: int | None) -> Cell:
    return _("not shown") if number is None else number


def _edges(interval: ConfidenceInterval | None, times: int) -> tuple[Cell, Cell]:
    if interval is None:
        return "", ""
    return round(interval.low * times, 1), round(interval.high * times, 1)
