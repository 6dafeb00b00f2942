"""What late days cost, as a table, and how it was counted: which sum, which rate, how many days to a year."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from courses.catalog.drawings.printing import short_percent
from courses.exercises.debts.late_or_more_time.case import LateCase
from courses.exercises.results.wording import money, table_money
from courses.loans.lateness.arrears import PenaltyBase


@dataclass(frozen=True, slots=True)
class DayRow:
    days: int
    missed: str
    charges: str
    total: str
    worst: str
    per_day: str

    @property
    def cells(self) -> tuple[tuple[str, str], ...]:
        """Each figure with what heads its column."""
        return (
            (_("Instalments due"), self.missed), (_("On top"), self.charges), (_("To catch up"), self.total),
            (_("At its hardest"), self.worst), (_("One more day"), self.per_day),
        )  # fmt: skip


def day_rows(case: LateCase) -> tuple[DayRow, ...]:
    """One for each number of days; what is not known is asked, and never 0."""
    ask, at_least = _("ask"), _("at least %(value)s")
    found = []
    for row in case.rows:
        worst = case.worst(row)
        total = ask if row.total is None else table_money(row.total)
        charges = ask if row.charges is None else table_money(row.charges)
        if case.terms.clause.is_open and row.total is not None:
            total, charges = at_least % {"value": total}, at_least % {"value": charges}
        found.append(DayRow(
            days=row.days, missed=table_money(row.instalments), charges=charges, total=total,
            worst=ask if worst is None else table_money(worst),
            per_day=ask if row.per_day is None else table_money(row.per_day),
        ))  # fmt: skip
    return tuple(found)


BASE_WORDS = {
    PenaltyBase.OVERDUE_PRINCIPAL: lambda: _("of the overdue principal"),
    PenaltyBase.OVERDUE_INSTALMENT: lambda: _("of the whole overdue sum"),
    PenaltyBase.WHOLE_BALANCE: lambda: _("of everything still owed"),
}


def how_counted(case: LateCase) -> Iterator[str]:
    clause, row, terms = case.terms.clause, case.month, case.terms
    says = _("Contract rate: %(rate)s a year; %(instalment)s a month.")
    if not terms.is_monthly:
        says = _("Contract rate: %(rate)s a year; %(instalment)s each time.")
    if terms.debt.is_all_overdue:
        says = _("Contract rate: %(rate)s a year. All of it, %(instalment)s, is due already.")
    if terms.contract_rate is None:
        says = _("Contract rate: not known. All of it, %(instalment)s, is due already.")
    yield says % {"rate": short_percent(terms.debt.annual_rate), "instalment": money(terms.instalment)}
    if row.annual_rate is not None:
        yield _("Penalty: %(rate)s a year %(base)s, %(days)s days to the year.") % {
            "rate": short_percent(row.annual_rate), "base": BASE_WORDS[clause.mildest.on](), "days": clause.year_days,
        }  # fmt: skip
    if terms.is_late:
        yield _("Days count from today, on top of the %(sum)s that is overdue now.") % {
            "sum": money(terms.debt.arrears)
        }
    else:
        yield _("Days count from the first day on which an instalment is missed; nothing is paid in between.")
    yield from _what_is_not_known(case)


def _what_is_not_known(case: LateCase) -> Iterator[str]:
    """Each unknown line, with what it does to the figures."""
    clause = case.terms.clause
    if not clause.is_rate_known:
        yield _("At what rate late money is charged is not known: ask. We do not guess it.")
        return
    if clause.rate is None and case.terms.contract_rate is None:
        yield _("The penalty is a multiple of the contract rate, which is not known: ask. We do not guess it.")
        return
    if clause.base is None:
        yield _(
            "Of which sum is not known. At least: of the overdue principal. At its hardest: of everything still owed."
        )
    if clause.late_fee is None:
        yield _("Whether there is a default charge is not known: it would come on top of every figure.")
    if clause.interest_goes_on is None:
        yield _("Whether ordinary interest runs on beside the penalty is not known. At its hardest it does.")
    if clause.compounds is not False:
        yield _("At its hardest, unpaid interest bears interest as well, every 30 days. It depends on the contract.")
