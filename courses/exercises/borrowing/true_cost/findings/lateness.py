"""What being late costs, 30 and 90 days after the first payment that is missed."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from courses.exercises.borrowing.true_cost.one_offer import OneOfferForm
from courses.exercises.results.wording import table_money
from courses.loans.lateness.arrears import Overdue, late_timeline
from courses.loans.offer import contract_rate

DAYS = (30, 90)


@dataclass(frozen=True, slots=True)
class LateLine:
    days: int
    missed: int
    due: str
    on_top: str
    in_all: str


def late_lines(part: OneOfferForm) -> tuple[LateLine, ...]:
    """What being late costs, a line for each number of days; empty where the offer does not say: unknown is not 0."""
    offer = part.offer
    rows = late_timeline(
        part.cost.schedule, offer.penalty, contract_rate=contract_rate(offer), interval=offer.term.interval,
        first_missed=1, days=DAYS,
    )  # fmt: skip
    return tuple(_line(row, has_fee="late_fee" in part.sent) for row in rows if row.total is not None)


def _line(row: Overdue, *, has_fee: bool) -> LateLine:
    def bound(shown: str) -> str:
        return shown if has_fee else _("at least %(value)s") % {"value": shown}

    total = row.total or row.instalments
    return LateLine(
        days=row.days,
        missed=row.missed,
        due=table_money(row.instalments),
        on_top=bound(table_money(total - row.instalments)),
        in_all=bound(table_money(total)),
    )
