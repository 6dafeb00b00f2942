"""The cost statement as we would fill it in, line by line beside what theirs says."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from courses.exercises.borrowing.true_cost.findings.words import at_least, fee_name, payee_name, when_taken
from courses.exercises.borrowing.true_cost.one_offer import OneOfferForm
from courses.exercises.results.wording import exact_number, money, percent, table_money
from courses.loans.money import RateUnit
from courses.loans.offer import NO_DIGITS_ABOVE, FeeKind, FeeWhen, OfferCost, StatementRow, fee_amount, statement_of

CLOSE = Decimal("0.0005")


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementLine:
    """One charge: its sum over the whole loan, its yearly rate as we work it out, and as their sheet names it."""

    name: str
    how: str
    paid: str
    ours: str
    theirs: str
    differs: bool
    payee: str


@dataclass(frozen=True, slots=True)
class Check:
    """Something else that belongs on the sheet, and what it says."""

    name: str
    says: str
    is_missing: bool


def statement_lines(part: OneOfferForm) -> tuple[StatementLine, ...]:
    cost, stated = part.cost, part.cleaned_data
    interest, *fees, all_in = statement_of(cost)
    sums, unexplained = _sums(cost)
    others = [row for row in fees if row.item != FeeKind.GUARANTEE]
    lines = [_line(_("Interest"), interest, sums[0], _quoted(cost), cost)]
    for row, paid, fee in zip(fees, sums[1:], cost.offer.fees, strict=True):
        named = stated["stated_guarantee"] if row.item == FeeKind.GUARANTEE else None
        if others == [row]:
            named = stated["stated_other"]
        lines.append(_line(capfirst(fee_name(fee)), row, paid, named.value if named else None, cost))
    if unexplained > 0:
        lines.append(_bare(_("Kept back, not named"), paid=table_money(unexplained)))
    if stated["stated_other"] and len(others) != 1:
        lines.append(_bare(_("Other fees together"), theirs=percent(stated["stated_other"].value)))
    if stated["stated_guarantee"] and not any(row.item == FeeKind.GUARANTEE for row in fees):
        lines.append(
            _bare(_("Guarantee fee, filled in nowhere else"), theirs=percent(stated["stated_guarantee"].value))
        )
    return (*lines, _all_in(cost, all_in))


def _sums(cost: OfferCost) -> tuple[list[Decimal | None], Decimal]:
    """What is paid of interest and of each fee in all, and what was kept back without a name."""
    offer = cost.offer
    paid = [_fee_sum(cost, index) for index in range(len(offer.fees))]
    kept = sum((fee for fee, one in zip(paid, offer.fees, strict=True) if fee and _is_kept(one.when)), Decimal(0))
    unexplained = Decimal(0) if offer.cash_price is not None else offer.contract_amount - kept - cost.received
    unexplained = max(unexplained, Decimal(0))
    interest = cost.cost - sum((fee or Decimal(0) for fee in paid), Decimal(0)) - unexplained
    return [interest, *paid], unexplained


def _is_kept(when: FeeWhen) -> bool:
    return when in (FeeWhen.KEPT_BACK, FeeWhen.FINANCED)


def _fee_sum(cost: OfferCost, index: int) -> Decimal | None:
    fee = cost.offer.fees[index]
    once = fee_amount(fee, cost.offer.contract_amount)
    if once is None:
        return None
    return once * cost.count if fee.when == FeeWhen.EACH_INSTALMENT else once


def _quoted(cost: OfferCost) -> Decimal | None:
    """The yearly rate that the offer names for its interest; a rate by the day or month is none."""
    quoted = cost.offer.quoted_rate
    return quoted.value if quoted is not None and quoted.unit == RateUnit.YEAR else None


def _line(name: str, row: StatementRow, paid: Decimal | None, theirs: Decimal | None, cost: OfferCost) -> StatementLine:
    return StatementLine(
        name=name,
        how=when_taken(row.when),
        paid=_("not known") if paid is None else table_money(paid),
        ours=_rate(row.yearly),
        theirs=_("not named") if theirs is None else percent(theirs),
        differs=_differ(row.yearly, theirs),
        payee=payee_name(row.payee),
    )


def _all_in(cost: OfferCost, row: StatementRow) -> StatementLine:
    stated = cost.offer.stated_all_in
    return StatementLine(
        name=_("All in, if you pay on time"),
        how="",
        paid=at_least(cost, table_money(cost.cost)),
        ours=at_least(cost, _rate(row.yearly)),
        theirs=_("not named") if stated is None else percent(stated),
        differs=_differ(row.yearly, stated),
        payee="",
    )


def _bare(name: str, *, paid: str = "", theirs: str = "") -> StatementLine:
    return StatementLine(name=name, how="", paid=paid, ours="", theirs=theirs, differs=False, payee=_("not known"))


def _rate(yearly: float | None) -> str:
    if yearly is None:
        return _("not known")
    return _("over 1,000%%") % {} if yearly > NO_DIGITS_ABOVE else percent(yearly)


def _differ(ours: float | None, theirs: Decimal | None) -> bool:
    return ours is not None and theirs is not None and abs(Decimal(repr(ours)) - theirs) > CLOSE


def statement_checks(part: OneOfferForm) -> Iterator[Check]:
    """What else belongs on the sheet: what default and paying early cost, and that nothing else is charged."""
    offer, ask = part.offer, _("not stated: ask")
    yield Check(_("Written amount"), money(offer.contract_amount), is_missing=False)
    late = _penalty_words(part)
    yield Check(_("Penalty for a late payment"), late or ask, is_missing=not late)
    misuse = offer.misuse_multiple
    times = "" if misuse is None else _("%(number)s times the loan’s own rate") % {"number": exact_number(misuse)}
    yield Check(_("Penalty for using the money otherwise"), times or ask, is_missing=not times)
    early = offer.early_repayment
    share = percent(early.share) if early is not None and early.share is not None else ""
    yield Check(_("Charge for paying early, of what is still owed"), share or ask, is_missing=not share)
    says = {True: _("yes"), False: _("no"), None: ask}[offer.capped]
    yield Check(_("Says that nothing else is charged"), says, is_missing=offer.capped is not True)


def _penalty_words(part: OneOfferForm) -> str:
    rule = part.offer.penalty
    if rule is None:
        return ""
    if rule.multiple is not None:
        return _("%(number)s times the loan’s own rate") % {"number": exact_number(rule.multiple)}
    return _("%(rate)s a year") % {"rate": percent(rule.yearly(None) or 0)}
