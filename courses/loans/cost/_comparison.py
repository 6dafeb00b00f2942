"""Two or three offers side by side, without naming a winner."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from courses.loans._checks import whole, working
from courses.loans._fields import put
from courses.loans.ceilings import Country
from courses.loans.cost._headline import headline
from courses.loans.cost._offer_terms import LoanOffer
from courses.loans.cost._true_cost import OfferCost, contract_rate, true_cost
from courses.loans.lateness.arrears import late_timeline

Value = Decimal | float | int | None

# Sums can only be compared for the same money over the same time; rates can always.
SUMS = ("instalment", "last", "total", "cost", "cost_per_100", "late_30")
RATES = ("headline", "effective")


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """`rows` are (code, one value per offer); `lowest` says for each code which offer, if any, may be marked."""

    costs: tuple[OfferCost, ...]
    rows: tuple[tuple[str, tuple[Value, ...]], ...]
    lowest: Mapping[str, int | None]
    same_amount: bool
    same_term: bool

    def __post_init__(self) -> None:
        put(self, lowest=MappingProxyType(dict(self.lowest)))


def compare(offers: Sequence[LoanOffer], *, country: Country) -> Comparison:
    """Two or three offers. The row "unknowns" holds how many costs of each offer are not known."""
    return side_by_side(tuple(true_cost(offer) for offer in offers), country=country)


def side_by_side(costs: Sequence[OfferCost], *, country: Country) -> Comparison:
    """The same for offers that were worked out already."""
    whole(len(costs), "offers", least=2, most=3)
    columns: dict[str, Callable[[OfferCost], Value]] = {
        "received": lambda cost: cost.received,
        "instalment": lambda cost: cost.instalment,
        "last": lambda cost: cost.last_instalment,
        "count": lambda cost: cost.count,
        "total": lambda cost: cost.total_paid,
        "cost": lambda cost: cost.cost,
        "cost_per_100": lambda cost: cost.cost_per_100,
        "headline": lambda cost: headline(cost, country).value,
        "effective": lambda cost: cost.rates.effective,
        "late_30": late_30,
        "unknowns": lambda cost: len(cost.unknowns),
    }
    rows = tuple((code, tuple(value(cost) for cost in costs)) for code, value in columns.items())
    same_amount = len({cost.received for cost in costs}) == 1
    same_term = len({(cost.count, cost.flows[-1].years) for cost in costs}) == 1
    comparable = RATES + SUMS if same_amount and same_term else RATES
    known = [index for index, cost in enumerate(costs) if not cost.lower_bound]
    return Comparison(
        costs=tuple(costs),
        rows=rows,
        lowest={code: _lowest(values, known) if code in comparable else None for code, values in rows},
        same_amount=same_amount,
        same_term=same_term,
    )


def _lowest(values: tuple[Value, ...], known: list[int]) -> int | None:
    """The one lowest value among at least two that are fully known; equal ones are not marked."""
    found = sorted((value, index) for index in known if (value := values[index]) is not None)
    if len(found) < 2 or found[0][0] == found[1][0]:
        return None
    return found[0][1]


def late_30(cost: OfferCost) -> Decimal | None:
    """What being 30 days late with the first instalment adds; None = the contract's rule is not known."""
    late = late_timeline(
        cost.schedule,
        cost.offer.penalty,
        contract_rate=contract_rate(cost.offer),
        interval=cost.offer.term.interval,
        first_missed=1,
        days=(30,),
    )[0]
    with working():
        return None if late.total is None else late.total - late.instalments
