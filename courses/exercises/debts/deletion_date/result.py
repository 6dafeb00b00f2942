"""When each late payment has to be deleted, that the clock of an unpaid one has not started, and what to do."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.catalog.drawings.base import Drawing
from courses.catalog.model.lessons import CitedFact
from courses.exercises.borrowing.can_i_afford.findings.box import ICONS
from courses.exercises.debts.deletion_date.form import DeletionDateForm, RecordCase
from courses.exercises.debts.deletion_date.picture import register_picture
from courses.exercises.results.sources import cited
from courses.exercises.results.wording import sentences
from courses.loans.affordability.budget import Verdict
from courses.loans.register import deleted_after, whole_months_between

RULES = ("CN-CRED-01", "CN-CRED-13", "CN-CRED-02", "CN-CRED-03", "CN-CRED-11")
ONE_OFF_REPAIR = ("CN-CRED-09", "CN-CRED-10")


@dataclass(frozen=True, slots=True)
class CaseAnswer:
    name: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeletionAnswer:
    level: Verdict
    icon: str
    heading: str
    says: str
    picture: Drawing
    cases: tuple[CaseAnswer, ...]
    to_do: tuple[str, ...]
    sources: tuple[CitedFact, ...]
    one_off_repair: tuple[CitedFact, ...]


def deletion_result(form: DeletionDateForm) -> DeletionAnswer:
    today = timezone.localdate()
    still_open = [case for case in form.cases if case.payment.paid is None]
    level = Verdict.TIGHT if still_open else Verdict.ROOM
    return DeletionAnswer(
        level=level,
        icon=ICONS[level],
        heading=_heading(form.cases, still_open, today),
        says=_says(still_open, today),
        picture=register_picture([(name_of(case), case.payment) for case in form.cases], today=today),
        cases=tuple(CaseAnswer(name_of(case), _case_words(case, today)) for case in form.cases),
        to_do=tuple(_to_do(form.cases, still_open, today)),
        sources=cited(RULES),
        one_off_repair=cited(ONE_OFF_REPAIR),
    )


def name_of(case: RecordCase) -> str:
    return case.name or _("Case %(row)s") % {"row": case.row}


def day_words(day: date) -> str:
    return date_format(day, "DATE_FORMAT")


def _heading(cases: tuple[RecordCase, ...], still_open: list[RecordCase], today: date) -> str:
    if still_open and len(cases) == 1:
        return _("The five years have not begun")
    if still_open:
        return _("Not paid off: %(count)s of %(all)s. There the five years have not begun") % {
            "count": len(still_open), "all": len(cases),
        }  # fmt: skip
    last = max(day for case in cases if (day := case.payment.deleted_after) is not None)
    if last < today:
        return _("The five years are over")
    if len(cases) == 1:
        return _("To be deleted after %(day)s") % {"day": day_words(last)}
    return _("The last is to be deleted after %(day)s") % {"day": day_words(last)}


def _says(still_open: list[RecordCase], today: date) -> str:
    if still_open:
        return _("They begin on the day it is paid off. Paid off today, it would have to be deleted after %(day)s.") % {
            "day": day_words(deleted_after(today))
        }
    return _("Five years, counted from the day on which it was paid off.")


def _case_words(case: RecordCase, today: date) -> str:
    paid, gone = case.payment.paid, case.payment.deleted_after
    if paid is None or gone is None:
        return _("Not paid off: it stays, and the five years have not begun.")
    words = {"paid": day_words(paid), "gone": day_words(gone)}
    if paid > today:
        return _("If it is paid off on %(paid)s: to be deleted after %(gone)s.") % words
    if gone < today:
        return _("Paid off on %(paid)s: the five years ended on %(gone)s. It should be gone.") % words
    return sentences(
        _("Paid off on %(paid)s: to be deleted after %(gone)s.") % words, _still(whole_months_between(today, gone))
    )


def _still(months: int) -> str:
    if not months:
        return _("Less than a month to go.")
    return ngettext("%(count)s month to go.", "%(count)s months to go.", months) % {"count": months}


def _to_do(cases: tuple[RecordCase, ...], still_open: list[RecordCase], today: date) -> Iterator[str]:
    if still_open:
        yield _("Ask the lender what is still due to pay it off, and have it in writing.")
    if any((day := case.payment.deleted_after) is not None and day < today for case in cases):
        yield _("Look at your credit report. If it still shows what should be gone, dispute the entry: that is free.")
    else:
        yield _("Look at your own credit report: twice a year it is free.")
    yield _("Keep the proof that it was paid off: the day on it is the day that counts.")
    yield _("Pay nobody to remove it sooner: a true entry cannot be bought away.")
