"""The list as a table to take along: the same figures as on the page, and nothing is kept of it."""

from django.utils.translation import gettext as _

from courses.accounts.http.csv_files import csv_file
from courses.catalog.drawings.printing import short_percent
from courses.exercises.debts.debt_list.case import DebtsCase, work_out
from courses.exercises.debts.debt_list.form import DebtListForm
from courses.exercises.debts.debt_list.lines import when_words
from courses.exercises.debts.debt_list.pictures import ORDER_WORDS
from courses.exercises.debts.debt_list.rows import DebtRow


def as_csv(form: DebtListForm, result: object) -> bytes:
    """UTF-8 with a byte order mark; no cell is a formula."""
    case = work_out(form)
    head = (
        _("Debt"), _("Comes first"), _("Owed (¥)"), _("A month (¥)"), _("Rate a year"), _("One day (¥)"), _("Due"),
        _("In the credit report"), *(_("%(order)s: paid off in month") % {"order": ORDER_WORDS[one.order]()}
                                     for one in case.orders),
    )  # fmt: skip
    return csv_file((head, *(_cells(case, row) for row in case.by_urgency)))


def _cells(case: DebtsCase, row: DebtRow) -> tuple[object, ...]:
    debt, unknown = row.debt, _("not known")
    register = {True: _("yes"), False: _("no"), None: unknown}[row.in_register]
    return (
        case.name(row),
        _("yes") if row.comes_first else _("no"),
        debt.owed,
        unknown if debt.least is None else debt.least,
        unknown if debt.annual_rate is None else short_percent(debt.annual_rate),
        unknown if debt.interest_a_day is None else debt.interest_a_day,
        when_words(row),
        register,
        *(case.end(order, row) for order in case.orders),
    )
