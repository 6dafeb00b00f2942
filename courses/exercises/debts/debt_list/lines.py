"""Each debt of the list as a line: when it is due, what it asks for, what a day costs, and where it can be taken."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from courses.catalog.drawings.printing import days, short_percent
from courses.exercises.debts.debt_list.case import DebtsCase
from courses.exercises.debts.debt_list.kinds import lender_of
from courses.exercises.debts.debt_list.rows import DebtRow
from courses.exercises.debts.letter.lenders import letter_lender
from courses.exercises.links.handing_on import all_overdue
from courses.exercises.results.wording import money, plain_decimal, sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class DueLine:
    """One debt; `on_with` are its figures for “What if I pay late?”, empty for what is no loan."""

    name: str
    when: str
    is_urgent: bool
    owed: str
    more: tuple[str, ...]
    on_with: Mapping[str, str]


def due_lines(case: DebtsCase) -> Iterator[DueLine]:
    for row in case.by_urgency:
        yield DueLine(
            name=case.name(row),
            when=when_words(row),
            is_urgent=row.is_late or row.comes_first,
            owed=_owed(row),
            more=tuple(_more(row)),
            on_with=on_with(row),
        )


def when_words(row: DebtRow) -> str:
    """Return in words how late a debt is, or in how many days it is due."""
    if row.due is None:
        return _("day not known")
    if row.due.days is None:
        return _("late")
    if row.due.days_late is not None:
        return _("%(days)s late") % {"days": days(row.due.days_late)}
    return _("due in %(days)s") % {"days": days(row.due.days)} if row.due.days else _("due today")


def _owed(row: DebtRow) -> str:
    owed = _("Owed: %(sum)s.") % {"sum": money(row.debt.owed)}
    if row.debt.least is None:
        return sentences(owed, _("What has to be paid a month is not known: ask."))
    return sentences(owed, _("To pay a month: %(sum)s.") % {"sum": money(row.debt.least)})


def _more(row: DebtRow) -> Iterator[str]:
    """What a day costs and what the register has: of a bill that is no loan only what is known."""
    if lender_of(row.kind) or row.debt.annual_rate:
        yield day_words(row)
    if lender_of(row.kind) or row.in_register is not None:
        yield register_words(row)


def day_words(row: DebtRow) -> str:
    if row.debt.annual_rate == 0:
        return _("It costs no interest.")
    if row.debt.interest_a_day is None or row.debt.annual_rate is None:
        return _("What a day costs is not known: ask for the yearly rate.")
    words = {"sum": money(row.debt.interest_a_day), "rate": short_percent(row.debt.annual_rate)}
    return _("One day costs %(sum)s (%(rate)s a year).") % words


def register_words(row: DebtRow) -> str:
    if row.in_register is None:
        return _("Not known whether it stands in your credit report.")
    return _("It stands in your credit report.") if row.in_register else _("It does not stand in your credit report.")


def on_with(row: DebtRow) -> Mapping[str, str]:
    """The figures of a loan by the names of the boxes of “What if I pay late?”."""
    lender = lender_of(row.kind)
    if not lender:
        return {}
    found = {"lender": lender}
    if not row.is_late:
        found["principal"] = plain_decimal(row.debt.owed)  # of a late one nobody has said how much of it is overdue
    if row.debt.annual_rate is not None:
        found |= {"rate": plain_decimal(row.debt.annual_rate * 100), "unit": "year"}
    elif row.debt.least is not None:
        found["instalment"] = plain_decimal(row.debt.least)
    if row.due is not None and row.due.days_late is not None:
        found["days_late"] = str(row.due.days_late)
    if row.due is not None and row.due.is_late and row.debt.least is not None and row.debt.least >= row.debt.owed:
        found |= all_overdue(plain_decimal(row.debt.owed))
        found.pop("instalment", None)
    return found


def letter_row(case: DebtsCase) -> DebtRow | None:
    """The loan to write about first: the most urgent one."""
    return next((row for row in case.by_urgency if lender_of(row.kind)), None)


def letter_about(row: DebtRow | None) -> Mapping[str, str]:
    """What a letter asking for a plan takes from a debt."""
    found = {"about": "hardship"}
    if row is not None:
        found["lender_kind"] = letter_lender(lender_of(row.kind))
        if row.debt.least is not None:
            found["instalment"] = plain_decimal(row.debt.least)
    return found
