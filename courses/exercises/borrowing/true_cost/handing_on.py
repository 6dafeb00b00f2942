"""The fields of this offer under the names that the next exercise uses."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from courses.catalog.model.schema import ExerciseKind
from courses.exercises.borrowing.true_cost.form import TrueCostForm
from courses.exercises.borrowing.true_cost.one_offer import OneOfferForm
from courses.exercises.forms import options
from courses.exercises.links.handing_on import OnWith, on_to_late
from courses.exercises.results.wording import plain_decimal
from courses.loans.offer import FeeWhen, Repayment, fee_amount

AS_TYPED = ("interval", "unit", "rate", "instalment", "last", "lender", "rate_can_change")
LEVEL = (Repayment.EQUAL_INSTALMENTS, Repayment.FLAT_FEE)
ROWS = ("fee", "second_fee")


def handed_on(form: TrueCostForm) -> Iterator[OnWith]:
    for part in form.parts:
        label = _("See what would be left each month")
        if part.letter:
            label = _("Offer %(letter)s: see what would be left each month") % {"letter": part.letter}
        is_first = part is form.parts[0]
        yield OnWith(kind=ExerciseKind.CAN_I_AFFORD, label=label, data=_to_afford(part), is_main=is_first)
    if len(form.parts) == 1:
        yield from _on_to_late(form.parts[0])


def _loan(part: OneOfferForm) -> dict[str, str]:
    """What every exercise about a loan calls by the same name."""
    cost, sent = part.cost, part.sent
    loan = {name: sent.get(name, "") for name in AS_TYPED}
    loan |= {"received": plain_decimal(cost.received), "count": str(part.offer.term.count)}
    if part.offer.contract_amount != cost.received:
        loan["amount"] = plain_decimal(part.offer.contract_amount)
    if part.offer.repayment not in (Repayment.EQUAL_INSTALMENTS, Repayment.CUSTOM):
        loan["repayment"] = part.offer.repayment.value
    return {name: value for name, value in loan.items() if value}


def _to_afford(part: OneOfferForm) -> dict[str, str]:
    """Its form has two rows for extra costs: those taken at the same time go together, more than two stay unknown."""
    together: dict[FeeWhen, Decimal] = {}
    known = [
        (fee, once) for fee in part.offer.fees if (once := fee_amount(fee, part.offer.contract_amount)) is not None
    ]
    for fee, once in known:
        together[fee.when] = together.get(fee.when, Decimal(0)) + once
    rows: dict[str, str] = {}
    for row, (when, once) in zip(ROWS, together.items(), strict=False):
        rows |= {row: plain_decimal(once), f"{row}_when": when.value}
    is_whole = not part.cost.lower_bound and len(together) <= len(ROWS)
    fees = (options.SOME_FEES if rows else options.NOTHING_ELSE) if is_whole else options.FEES_UNKNOWN
    return {**_loan(part), **rows, "fees": fees}


def _on_to_late(part: OneOfferForm) -> Iterator[OnWith]:
    """Only where each payment is the same, or there is one: that exercise counts level instalments."""
    cost, repayment = part.cost, part.offer.repayment
    if cost.count > 1 and repayment not in LEVEL:
        return
    late = {name: part.sent.get(name, "") for name in ("late_rate", "late_unit", "late_on", "late_fee")}
    loan = {**_loan(part), **{name: value for name, value in late.items() if value}}
    if repayment == Repayment.FLAT_FEE:  # its rate is one of the first amount, so the instalment says what is paid
        loan = {name: value for name, value in loan.items() if name not in ("rate", "unit")}
        loan["instalment"] = plain_decimal(cost.instalment)
    yield from on_to_late(loan, due_at_once=plain_decimal(cost.instalment) if cost.count == 1 else "")
