"""The result page as plain values, in the order in which it is read."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from courses.catalog.drawings.base import Drawing
from courses.catalog.model.lessons import CitedFact
from courses.catalog.model.schema import ExerciseKind
from courses.exercises.debts.debt_list.box import DebtsBox, asked_words, at_least, box_of, interest_words
from courses.exercises.debts.debt_list.case import DebtsCase, case_of, work_out
from courses.exercises.debts.debt_list.form import DebtListForm
from courses.exercises.debts.debt_list.lines import DueLine, due_lines, letter_about, letter_row
from courses.exercises.debts.debt_list.pictures import ORDER_WORDS, order_pictures, picture_of
from courses.exercises.debts.debt_list.steps import steps_of
from courses.exercises.forms.read_back import Doubt, rough_figures
from courses.exercises.links.handing_on import OnWith
from courses.exercises.results.sources import cited
from courses.exercises.results.wording import money, plain_decimal
from courses.loans.errors import LoanError
from courses.loans.money import read_amount

PRIORITY, ORDERS = "BUD-05", "BUD-06"
PAYING = ("CN-SCAM-28", "CN-RATE-26", "CN-PATH-01")
REGISTER = "CN-CRED-01"
MORE = (Decimal(100), Decimal(300))


@dataclass(frozen=True, slots=True)
class Total:
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class EndRow:
    """One debt, and in which month each order pays it off."""

    name: str
    ends: tuple[tuple[str, str], ...]  # the order's name, and its month


@dataclass(frozen=True, slots=True)
class DebtsWhatIf:
    label: str
    effect: str
    data: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListResult:
    box: DebtsBox
    doubts: tuple[Doubt, ...]
    picture: Drawing
    to_do: tuple[str, ...]
    what_ifs: tuple[DebtsWhatIf, ...]
    due: tuple[DueLine, ...]
    totals: tuple[Total, ...]
    orders: tuple[str, ...]
    ends: tuple[EndRow, ...]
    by_debt: tuple[Drawing, ...]
    counted: tuple[str, ...]
    sources: tuple[CitedFact, ...]
    on_with: tuple[OnWith, ...]


def list_result(form: DebtListForm) -> ListResult:
    """Everything the result shows; raises LoanError when nothing can be calculated."""
    case = work_out(form)
    return ListResult(
        box=box_of(case),
        doubts=tuple(rough_figures(form)),
        picture=picture_of(case),
        to_do=steps_of(case),
        what_ifs=tuple(_what_ifs(form, case)),
        due=tuple(due_lines(case)),
        totals=tuple(_totals(case)),
        orders=tuple(ORDER_WORDS[order.order]() for order in case.orders),
        ends=tuple(_ends(case)),
        by_debt=order_pictures(case),
        counted=tuple(_counted(case)),
        sources=cited(tuple(_facts(case))),
        on_with=tuple(_on_with(case)),
    )


def _totals(case: DebtsCase) -> Iterator[Total]:
    yield Total(_("Owed in all"), money(case.owed))
    yield Total(_("One day of interest"), at_least(money(case.a_day), bool(case.without_rate)))
    yield Total(_("To pay a month"), asked_words(case))
    if case.left is not None:
        yield Total(_("What is there a month"), money(case.a_month or 0))
        yield Total(_("Left over") if case.left >= 0 else _("Missing"), money(abs(case.left)))


def _ends(case: DebtsCase) -> Iterator[EndRow]:
    """Each debt's last month, then the interest of each order, and the end of all."""
    if not case.orders:
        return
    names = [ORDER_WORDS[order.order]() for order in case.orders]

    def row_of(name: str, cells: Iterable[str]) -> EndRow:
        return EndRow(name, tuple(zip(names, cells, strict=True)))

    for row in case.rows:
        yield row_of(case.name(row), (_month(case.end(order, row)) for order in case.orders))
    yield row_of(_("Interest in all"), (interest_words(case, order.interest) for order in case.orders))
    yield row_of(_("All paid off"), (_month(order.months) for order in case.orders))


def _month(number: int) -> str:
    return _("month %(number)s") % {"number": number}


def _what_ifs(form: DebtListForm, case: DebtsCase) -> Iterator[DebtsWhatIf]:
    """A little more each month: when it would end, and what interest it would save."""
    for more in MORE if case.orders and case.a_month is not None else ():
        data = form.with_changes(available=plain_decimal((case.a_month or Decimal(0)) + more))
        try:
            tried = case_of(case.rows, read_amount(data["available"]).value)
        except LoanError:  # more than any box takes
            continue
        if not tried.orders or (tried.dearest.months, tried.dearest.interest) == (
            case.dearest.months, case.dearest.interest,
        ):  # fmt: skip
            continue
        words = {"month": tried.dearest.months, "sum": money(case.dearest.interest - tried.dearest.interest)}
        effect = _("month %(month)s, %(sum)s less interest") % words
        yield DebtsWhatIf(_("%(sum)s more each month") % {"sum": money(more)}, effect, data)


def _counted(case: DebtsCase) -> Iterator[str]:
    yield _("One day: what is owed × the yearly rate ÷ 365. A month: ÷ 12. A bill that counts days differs a little.")
    if case.orders:
        yield _(
            "Each month every debt gets its payment, and what is left goes to one debt: the dearest, or the smallest. "
            "Nothing new is borrowed. What is freed by a debt that is gone goes to the next."
        )
    if any(row.comes_first for row in case.rows):
        yield _("Debts whose consequences are hardest come first in both orders.")
    if case.without_payment:
        yield _("Where no payment is known, the interest of a month is counted, so that the debt does not grow.")
    if case.without_rate:
        yield _("Where no rate is known, no interest is counted: the real sums are higher.")


def _on_with(case: DebtsCase) -> Iterator[OnWith]:
    """A letter asking for a plan; the first thing to do where something is late or missing."""
    is_pressing = not case.orders or bool(case.late)
    data = letter_about(letter_row(case))
    yield OnWith(kind=ExerciseKind.LETTER, label=_("Write a letter to a lender"), data=data, is_main=is_pressing)


def _facts(case: DebtsCase) -> Iterator[str]:
    yield PRIORITY
    if len(case.rows) > 1:
        yield ORDERS
    yield from PAYING
    if case.late:
        yield REGISTER
