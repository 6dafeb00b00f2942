"""Questions to ask the lender before signing: what the offer does not say, the most costly first."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from courses.exercises.borrowing.true_cost.findings.box import WeighedOffer
from courses.exercises.borrowing.true_cost.findings.words import fee_name, said_rate
from courses.exercises.results import advice
from courses.exercises.results.wording import percent
from courses.loans.offer import FeeKind, FeeWhen, PriceLevel

MOST = 5


def questions(offers: Sequence[WeighedOffer]) -> tuple[str, ...]:
    """The questions to ask about these offers; with several offers they take turns, so that each has some."""
    if len(offers) == 1:
        return tuple(str(one) for one in _of(offers[0]))[:MOST]
    first = [str(advice.STOP)] if any(one.price.level == PriceLevel.OVER for one in offers) else []
    own = [[str(ask) for ask in _of(one) if ask is not advice.STOP] for one in offers]
    turns = max(len(asks) for asks in own)
    rest = (
        _("Offer %(letter)s: %(words)s") % {"letter": one.letter, "words": asks[turn]}
        for turn in range(turns)
        for one, asks in zip(offers, own, strict=True)
        if turn < len(asks)
    )
    return tuple([*first, *rest][:MOST])


def _of(one: WeighedOffer) -> Iterator[object]:
    if one.price.level == PriceLevel.OVER:
        yield advice.STOP
    if one.price.pattern or one.price.is_beyond:
        yield advice.MONEY_HAS_COME
        yield advice.THREATENED
    yield from _about_charges(one)
    yield from _about_rates(one)
    yield from _about_the_rest(one)


def _about_charges(one: WeighedOffer) -> Iterator[object]:
    offer, unknowns = one.cost.offer, one.cost.unknowns
    is_named = any(fee.when == FeeWhen.KEPT_BACK for fee in offer.fees)
    if any(finding.code == "kept_back" for finding in one.cost.findings) and not is_named:
        yield _("Ask what was kept back, who has it, and from which sum interest is counted.")
    for index, fee in enumerate(offer.fees):
        if f"fees[{index}].amount" in unknowns:
            yield _("Ask how much it is, when it is taken, and who takes it: %(fee)s.") % {"fee": fee_name(fee)}
    if "amount_received" in unknowns:
        yield _("Ask how much really reaches your account.")
    if "fees" in unknowns:
        yield advice.ASK_FOR_EVERY_COST
    if any(fee.kind == FeeKind.MEMBERSHIP for fee in offer.fees):
        yield _("Ask whether you can do without the membership, and look for a box ticked in advance.")


def _about_rates(one: WeighedOffer) -> Iterator[object]:
    offer, quote = one.cost.offer, one.cost.quote
    for finding in one.cost.findings:
        if finding.code == "all_in_differs":
            yield _("Their statement says %(stated)s all in, these payments come to %(computed)s: ask why.") % {
                name: percent(finding.numbers[name])  # type: ignore[arg-type]
                for name in ("stated", "computed")
            }
    if quote is not None and quote.method == "not_explained" and offer.quoted_rate is not None:
        yield _("Ask how the %(said)s was worked out.") % {"said": said_rate(offer.quoted_rate)}
    if offer.quoted_rate is None and offer.stated_all_in is None:
        yield _("No rate is named: ask for the yearly rate in writing.")
    if offer.lender is None:
        yield advice.FIND_THE_LENDER


def _about_the_rest(one: WeighedOffer) -> Iterator[object]:
    offer = one.cost.offer
    if offer.penalty is None:
        yield _("Ask what a late payment costs: the rate, on which sum, and any fixed fee.")
    if offer.capped is not True:
        yield _("Ask for the cost statement, and whether it says that nothing else is charged.")
    if offer.early_repayment is None:
        yield _("Ask what paying early costs, and whether the other fees then stop.")
    yield _("A fair price is not all: see what would be left each month.")
