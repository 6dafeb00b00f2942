"""One change at a time: other loans worked out beside this one, and the difference after a change was pressed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.exercises.borrowing.can_i_afford.case import (
    NOTHING,
    BudgetCase,
    is_all_at_end,
    is_the_same_each_month,
    work_out,
)
from courses.exercises.borrowing.can_i_afford.form import AffordForm
from courses.exercises.forms import options
from courses.exercises.results.wording import CENT, money, plain_decimal, sentences, table_money
from courses.loans.affordability.outlook import Outlook, outlook
from courses.loans.errors import LoanError
from courses.loans.money import RateUnit
from courses.loans.offer import Repayment, contract_rate

FEE_BOXES = ("fee", "fee_when", "second_fee", "second_fee_when")
HUNDRED = Decimal(100)
LESS = Decimal("0.8")
NO_DIGITS_ABOVE = 10  # 1,000 % a year
MONTHS_TO_WAIT = 3
LOWER_RATES = (Decimal("0.24"), Decimal("0.12"), Decimal("0.06"))


@dataclass(frozen=True, slots=True)
class BudgetWhatIf:
    """A button that works the loan out again with one change; `data` holds the boxes as they then are."""

    label: str
    effect: str
    data: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    name: str
    before: str
    now: str
    change: str


@dataclass(frozen=True, slots=True)
class LoanDifference:
    """What one change did; `undo` holds the boxes as they were."""

    rows: tuple[DifferenceRow, ...]
    before: BudgetCase
    undo: Mapping[str, str]


def what_ifs(form: AffordForm, case: BudgetCase) -> tuple[BudgetWhatIf, ...]:
    """The changes that make sense for this loan, each with what it would do."""
    found = (_worked_out(form, case, *change) for change in _changes(form, case))
    return tuple(one for one in found if one is not None)


Change = tuple[str, dict[str, str]]  # what the button says, the boxes that change


def _changes(form: AffordForm, case: BudgetCase) -> Iterator[Change]:
    yield from _borrow_less(form, case)
    yield from _wait(form, case)
    yield from _longer(form, case)
    yield from _lower_rate(case)


def _borrow_less(form: AffordForm, case: BudgetCase) -> Iterator[Change]:
    received = case.cost.received
    largest = case.afford.largest_loan
    if largest is not None and largest >= HUNDRED and largest < case.offer.contract_amount:
        target = _hundreds(received * largest / case.offer.contract_amount)
    else:
        target = _hundreds(received * LESS)
    if target >= HUNDRED and target < received:
        label = _("Borrow %(less)s less") % {"less": money(received - target)}
        yield label, _smaller(form, case, target)


def _wait(form: AffordForm, case: BudgetCase) -> Iterator[Change]:
    saved = _hundreds(case.left_before * MONTHS_TO_WAIT) if case.left_before > 0 else NOTHING
    target = case.cost.received - saved
    if saved >= HUNDRED and target >= HUNDRED:
        label = ngettext(
            "Save for %(count)s month first, then borrow %(less)s less",
            "Save for %(count)s months first, then borrow %(less)s less",
            MONTHS_TO_WAIT,
        ) % {"count": MONTHS_TO_WAIT, "less": money(saved)}
        yield label, _smaller(form, case, target)


def _longer(form: AffordForm, case: BudgetCase) -> Iterator[Change]:
    count = case.offer.term.count
    more = count + max(1, count // 2)
    rate = _rate_box(form, case)
    if case.offer.repayment == Repayment.SINGLE_PAYMENT or rate is None or case.offer.stated_last is not None:
        return
    label = _("%(more)s payments instead of %(count)s") % {"more": more, "count": count}
    yield label, {**rate, "count": str(more), "instalment": "", "last": ""}


def _lower_rate(case: BudgetCase) -> Iterator[Change]:
    """The same money in hand at a lower real price: nothing kept back and nothing beside the rate."""
    nominal = case.cost.rates.nominal
    if nominal is None or case.offer.stated_last is not None:  # a stated last payment fits one price only
        return
    rate = next((one for one in LOWER_RATES if one < Decimal(nominal) - CENT / 2), None)
    if rate is None:
        return
    is_flat = case.offer.repayment == Repayment.FLAT_FEE
    same_way = Repayment.EQUAL_INSTALMENTS if is_flat else case.offer.repayment
    shown = plain_decimal(rate * HUNDRED)
    boxes = {"rate": shown, "unit": RateUnit.YEAR.value, "repayment": same_way.value, "fees": options.NOTHING_ELSE}
    boxes |= dict.fromkeys(("amount", "instalment", "last", *FEE_BOXES), "")
    yield _("The same money in hand at %(rate)s%% a year, nothing else to pay") % {"rate": shown}, boxes


def _rate_box(form: AffordForm, case: BudgetCase) -> dict[str, str] | None:
    """The rate to keep when the instalment changes: as typed, or the one that the stated instalment means."""
    if form.cleaned_data["rate"] is not None:
        return {"rate": form.sent["rate"]}
    implied = contract_rate(case.offer)
    if case.offer.repayment != Repayment.EQUAL_INSTALMENTS or implied is None or not 0 <= implied < NO_DIGITS_ABOVE:
        return None
    return {"rate": plain_decimal((implied * HUNDRED).quantize(CENT)), "unit": RateUnit.YEAR.value}


def _smaller(form: AffordForm, case: BudgetCase, target: Decimal) -> dict[str, str]:
    """The boxes of a smaller loan at the same price: what depends on the sum shrinks with it."""
    share = target / case.cost.received
    boxes = {"received": plain_decimal(target)}
    for name in ("amount", "instalment", "last"):
        typed = form.cleaned_data[name]
        if typed is not None:
            boxes[name] = plain_decimal((typed.value * share).quantize(CENT))
    return boxes


def _hundreds(amount: Decimal) -> Decimal:
    return (amount / HUNDRED).to_integral_value(ROUND_FLOOR) * HUNDRED


def _worked_out(form: AffordForm, case: BudgetCase, label: str, boxes: dict[str, str]) -> BudgetWhatIf | None:
    changed = form.varied(boxes)
    try:
        other = outlook(changed.budget, changed.offer) if changed.is_valid() else None
    except LoanError:
        other = None
    return None if other is None else BudgetWhatIf(label, _effect(case, other), changed.sent)


def _effect(case: BudgetCase, other: Outlook) -> str:
    """What the changed loan takes and leaves each month, and how much more or less it costs in all."""
    monthly = _month_words(other)
    more = other.cost - case.cost.cost
    if more == 0:
        return monthly
    in_all = _("It costs %(difference)s more in all.") if more > 0 else _("It costs %(difference)s less in all.")
    return sentences(monthly, in_all % {"difference": money(abs(more))})


def _month_words(other: Outlook) -> str:
    words = {"monthly": money(other.monthly), "left": money(abs(other.left)), "month": other.fullest}
    if is_all_at_end(other):
        at_end = {"amount": money(max(other.due)), "month": len(other.due)}
        return _("%(amount)s at once in month %(month)s.") % at_end
    if is_the_same_each_month(other):
        if other.left >= 0:
            return _("%(monthly)s a month, %(left)s a month left.") % words
        return _("%(monthly)s a month, %(left)s a month short.") % words
    if other.left >= 0:
        return _("Up to %(monthly)s in one month; %(left)s left in month %(month)s.") % words
    return _("Up to %(monthly)s in one month; %(left)s short in month %(month)s.") % words


def difference(form: AffordForm, case: BudgetCase) -> LoanDifference | None:
    """What the pressed change did, or None when the page was sent without one."""
    if form.before_change is None:
        return None
    earlier = form.varied({name: str(form.before_change.get(name, "")) for name in form.fields})
    if earlier.sent == form.sent:
        return None
    try:
        before = work_out(earlier) if earlier.is_valid() else None
    except LoanError:
        before = None
    return None if before is None else LoanDifference(_rows(before, case), before, earlier.sent)


def _rows(before: BudgetCase, now: BudgetCase) -> tuple[DifferenceRow, ...]:
    """Return the rows of figures that changed, without those that stayed the same."""
    counts = before.offer.term.count, now.offer.term.count
    pairs = (
        (_("Money in hand"), before.cost.received, now.cost.received),
        (_("To pay in a month, at most"), before.afford.monthly, now.afford.monthly),
        (_("Left in that month"), before.afford.left, now.afford.left),
        (_("To pay in all"), before.cost.total_paid, now.cost.total_paid),
        (_("Cost of the loan"), before.cost.cost, now.cost.cost),
    )
    rows = [
        DifferenceRow(name, table_money(old), table_money(new), _signed(new - old))
        for name, old, new in pairs
        if old != new
    ]
    if counts[0] != counts[1]:
        rows.append(DifferenceRow(_("Payments"), str(counts[0]), str(counts[1]), f"{counts[1] - counts[0]:+d}"))
    return tuple(rows)


def _signed(change: Decimal) -> str:
    return f"+{table_money(change)}" if change > 0 else table_money(change)
