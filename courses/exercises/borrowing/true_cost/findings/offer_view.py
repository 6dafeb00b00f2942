"""One offer as the page shows it: its rows, how its figure was made, its statement, late, payees, payments."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from courses.catalog.drawings.base import Drawing
from courses.exercises.borrowing.can_i_afford.findings.price import quote_words
from courses.exercises.borrowing.true_cost.findings import pictures
from courses.exercises.borrowing.true_cost.findings.box import WeighedOffer
from courses.exercises.borrowing.true_cost.findings.lateness import LateLine, late_lines
from courses.exercises.borrowing.true_cost.findings.statement import (
    Check,
    StatementLine,
    statement_checks,
    statement_lines,
)
from courses.exercises.borrowing.true_cost.findings.words import at_least, fee_names, payee_name, said_rate, yearly
from courses.exercises.borrowing.true_cost.one_offer import OneOfferForm
from courses.exercises.results.wording import cent_words, money, percent, table_money
from courses.loans.offer import NO_DIGITS_ABOVE, Comparison, OfferCost, hangs_on_a_cent, late_30, settle_early


@dataclass(frozen=True, slots=True)
class OfferRow:
    """`is_lowest` only among offers of which everything is known, and only where they can be compared."""

    name: str
    value: str
    is_lowest: bool
    is_main: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferView:
    letter: str
    quote: str
    rows: tuple[OfferRow, ...]
    made: tuple[str, ...]
    flags: tuple[str, ...]
    unknowns: tuple[str, ...]
    statement: tuple[StatementLine, ...]
    checks: tuple[Check, ...]
    late: tuple[LateLine, ...]
    payees: tuple[tuple[str, str], ...]
    paper: Drawing | None
    payments: Drawing | None
    settled: str


def view_of(part: OneOfferForm, one: WeighedOffer, comparison: Comparison | None, index: int) -> OfferView:
    cost = one.cost
    lowest = {code for code, place in comparison.lowest.items() if place == index} if comparison else set()
    if any("late_fee" not in other.sent for other in part.whole.parts):
        lowest.discard("late_30")  # a fixed fee may come on top
    return OfferView(
        letter=part.letter,
        quote=_quote(cost),
        rows=tuple(OfferRow(name, value, code in lowest, code == "headline") for code, name, value in _rows(part)),
        made=tuple(_made(cost)),
        flags=one.price.flags,
        unknowns=tuple(_unknowns(part)),
        statement=statement_lines(part),
        checks=tuple(statement_checks(part)),
        late=late_lines(part),
        payees=tuple((payee_name(payee), table_money(amount)) for payee, amount in cost.by_payee),
        paper=pictures.paper_and_hand(cost) if comparison else None,
        payments=pictures.instalments(cost),
        settled=_settled(cost),
    )


def _quote(cost: OfferCost) -> str:
    return said_rate(cost.offer.quoted_rate) if cost.offer.quoted_rate else _("names no rate")


def _rows(part: OneOfferForm) -> Iterator[tuple[str, str, str]]:
    cost = part.cost
    yield "received", _("In hand") if cost.offer.cash_price is None else _("Paid at once"), money(cost.received)
    yield "instalment", _("Each payment") if cost.count > 1 else _("To pay at once"), money(cost.instalment)
    if cost.last_instalment != cost.instalment:
        yield "last", _("Last payment"), money(cost.last_instalment)
    yield "count", _("Payments"), str(cost.count)
    yield "total", _("To pay in all"), at_least(cost, money(cost.total_paid))
    yield "cost", _("It costs"), at_least(cost, money(cost.cost))
    yield "cost_per_100", _("On top of every ¥100"), at_least(cost, money(cost.cost_per_100 or 0))
    yield "headline", _("A year, all included"), yearly(cost)
    effective = cost.rates.effective
    if effective is not None and effective <= NO_DIGITS_ABOVE:
        yield "effective", _("With compounding"), at_least(cost, percent(effective))
    late = late_30(cost)
    shown = _("not stated: ask") if late is None else money(late)
    is_bound = late is not None and "late_fee" not in part.sent
    yield "late_30", _("30 days late"), _("at least %(value)s") % {"value": shown} if is_bound else shown


def _made(cost: OfferCost) -> Iterator[str]:
    """How the quoted number was made, what it leaves out, and the same loan by the other methods."""
    quote, offer = cost.quote, cost.offer
    if offer.quoted_rate is None:
        yield _("The offer names no rate; all figures come from its payments.")
    elif quote is None:
        yield _("No yearly rate fits these payments, so the quoted one cannot be compared.")
    else:
        fees = fee_names(cost.not_in_quote) or _("what is kept back")
        words = {"quoted": percent(quote.yearly), "headline": yearly(cost), "fees": fees, "count": cost.count}
        yield quote_words()[quote.method] % words
        if quote.method == "times_periods" and cost.not_in_quote:
            yield _("It leaves out as well: %(fees)s.") % {"fees": fees}
    if hangs_on_a_cent(cost):
        yield cent_words()
    rates = cost.rates
    if rates.nominal is not None and rates.effective is not None and rates.nominal <= NO_DIGITS_ABOVE:
        yield _("The same payments: %(nominal)s without interest on interest, %(effective)s with it.") % {
            "nominal": percent(rates.nominal),
            "effective": percent(rates.effective) if rates.effective <= NO_DIGITS_ABOVE else _("over 1,000%%") % {},
        }


def _unknowns(part: OneOfferForm) -> Iterator[str]:
    """What is not known; it is counted nowhere as 0, so every figure is “at least”."""
    unknowns = part.cost.unknowns
    names = {f"{row}_unknown": part.fields[row].label for row in part.fee_rows}
    yield from (str(label) for name, label in names.items() if part.cleaned_data.get(name))
    if "fees" in unknowns:
        yield _("whether there is anything else to pay")
    if "amount_received" in unknowns:
        yield _("how much reaches you")
    if "stated_last" in unknowns:
        yield _("why the payments are lower than the quoted rate says: is something left for the end?")


def _settled(cost: OfferCost) -> str:
    """What paying off half-way costs and saves, where the charge is known."""
    if cost.count < 4 or cost.offer.early_repayment is None:
        return ""
    half = settle_early(cost, after=cost.count // 2)
    if half.to_pay is None or half.saved is None:
        return ""
    words = {"number": half.after, "pay": money(half.to_pay), "saved": money(abs(half.saved))}
    if half.saved < 0:
        return _("Paid off with payment %(number)s: %(pay)s at once, %(saved)s more than going on.") % words
    return _("Paid off with payment %(number)s: %(pay)s at once, %(saved)s less than going on.") % words
