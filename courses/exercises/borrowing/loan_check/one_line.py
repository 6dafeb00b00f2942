"""A whole plan in the box for the sum, 12期共1.2万: the boxes it fills where it is clear, else the choices."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from courses.exercises.borrowing.loan_check.rhythm import ANOTHER, TIMES, Rhythm, boxes_of, other_time, when_words
from courses.exercises.results.wording import money, plain_decimal
from courses.loans.parsing.payment_plan import SaidPlan, read_plan
from courses.loans.schedules.flows import Interval

USUAL_GAPS = (Interval.MONTH, Interval.WEEK, Interval.TWO_WEEKS, Interval.DAY)
MOST_CHOICES = 4


@dataclass(frozen=True, slots=True)
class LineReading:
    """One thing that the line may mean."""

    total: Decimal
    paid: Rhythm

    @property
    def boxes(self) -> dict[str, str]:
        return {"total": plain_decimal(self.total), **boxes_of(self.paid)}

    @property
    def words(self) -> str:
        return _("%(total)s in all, %(when)s") % {"total": money(self.total), "when": when_words(self.paid)}


@dataclass(frozen=True, slots=True)
class SaidLine:
    """`clear` is the one thing that the line and the other boxes can mean together, `choices` what it may mean else."""

    clear: LineReading | None
    choices: tuple[LineReading, ...]
    contradicts: bool  # the line and the choice beside it


def said_line(sent: Mapping[str, str]) -> SaidLine | None:
    """What stands in the box for the sum; None where it is only a sum, or no plan that can be read."""
    plan = read_plan(sent.get("total", ""))
    if plan is None:
        return None
    found = tuple(_readings(plan))
    fitting = tuple(one for one in found if _fits(one.paid, sent))
    if len(fitting) == 1:
        return SaidLine(fitting[0], (), contradicts=False)
    if fitting:
        return SaidLine(None, fitting[:MOST_CHOICES], contradicts=False)
    chosen = TIMES.get(sent.get("when", ""))
    kept = (LineReading(plan.amount, chosen),) if chosen and not plan.is_each else ()
    return SaidLine(None, (*found[:MOST_CHOICES], *kept), contradicts=True)


def _readings(plan: SaidPlan) -> Iterator[LineReading]:
    for paid in _rhythms(plan):
        for is_each in (False, True) if plan.is_each is None and plan.count > 1 else (bool(plan.is_each),):
            total = plan.amount if paid.is_once else plan.total(is_each=is_each)
            if not (paid.is_once and is_each):
                yield LineReading(total, paid)


def _rhythms(plan: SaidPlan) -> Iterator[Rhythm]:
    """Payments whose distance is not said may be any of the usual ones; a time may also be that of one payment."""
    for gap in USUAL_GAPS if plan.gap is None else (plan.gap,):
        is_single = plan.count == 1 and plan.is_time
        if not plan.is_once and not is_single:
            yield Rhythm(plan.count, gap, is_once=False)
        if plan.is_time or plan.is_once:
            yield Rhythm(plan.count, gap, is_once=True)


def _fits(paid: Rhythm, sent: Mapping[str, str]) -> bool:
    """Whether the boxes beside the line say the same, as far as they are filled in."""
    when = sent.get("when", "")
    if when != ANOTHER:
        return not when or TIMES.get(when) == paid
    return all(sent.get(name, "") in ("", text) for name, text in other_time(paid).items())
