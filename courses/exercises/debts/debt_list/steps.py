"""What to do first: what follows hardest, then what is late, then what keeps the order going."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from courses.exercises.debts.debt_list.box import asked_words
from courses.exercises.debts.debt_list.case import DebtsCase
from courses.exercises.debts.debt_list.lines import when_words
from courses.exercises.debts.debt_list.rows import DebtRow
from courses.exercises.results import advice
from courses.exercises.results.wording import money

MOST_STEPS = 3


def steps_of(case: DebtsCase) -> tuple[str, ...]:
    return tuple(str(one) for one in _found(case))[:MOST_STEPS]


def _found(case: DebtsCase) -> Iterator[object]:
    yield _first(case, case.by_urgency[0])
    late = next((row for row in case.late if not row.comes_first), None)
    if late is not None and late is not case.by_urgency[0]:
        yield _("Contact the lender today: %(name)s, %(when)s. Name a sum that you can keep to.") % _words(case, late)
    if case.left is not None and case.left < 0:
        yield _("Before the days they are due, ask the other lenders for more time: %(sum)s a month is missing.") % {
            "sum": money(-case.left)
        }
    elif case.left:
        yield _("Pay each debt its month first, %(asked)s in all. Give the other %(left)s to one debt alone.") % {
            "asked": asked_words(case), "left": money(case.left),
        }  # fmt: skip
    if case.without_rate:
        names = [case.name(row) for row in case.without_rate]
        yield _("Ask for the yearly rate: %(name)s.") % {"name": names[0]}
    yield advice.NO_LOAN_FOR_A_LOAN


def _first(case: DebtsCase, row: DebtRow) -> str:
    words = _words(case, row)
    if row.comes_first:
        return _("First %(name)s (%(when)s): pay it, or ask today for instalments. Do not wait for a reminder.") % words
    if row.is_late:
        return _("Contact the lender today: %(name)s, %(when)s. Name a sum that you can keep to.") % words
    if row.due is None:
        return _("Find out on which day each debt is due, and write the days down.")
    return _("Next is %(name)s: %(when)s. Put the money aside a day before.") % words


def _words(case: DebtsCase, row: DebtRow) -> dict[str, str]:
    return {"name": case.name(row), "when": when_words(row)}
