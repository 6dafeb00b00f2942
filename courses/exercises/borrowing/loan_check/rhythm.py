"""When a loan is paid back: in one payment or in several, as the boxes hold it and as words say it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import ngettext

from courses.loans.schedules.flows import Interval

ANOTHER = "another"
ONCE, EACH = "once", "each"  # everything in one payment at the end of the time; a payment at the end of each


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How it is paid back: in one payment after `count` intervals, or in `count` payments an interval apart."""

    count: int
    interval: Interval
    is_once: bool


TIMES = {
    "7-days": Rhythm(7, Interval.DAY, is_once=True),
    "14-days": Rhythm(14, Interval.DAY, is_once=True),
    "1-month": Rhythm(1, Interval.MONTH, is_once=True),
    "6-months": Rhythm(6, Interval.MONTH, is_once=False),
    "12-months": Rhythm(12, Interval.MONTH, is_once=False),
}


def boxes_of(paid: Rhythm) -> dict[str, str]:
    """The boxes that say so: one of the usual times, or a time of its own."""
    usual = next((name for name, one in TIMES.items() if one == paid), "")
    return {"when": usual, "count": "", "rhythm": ""} if usual else {"when": ANOTHER, **other_time(paid)}


def other_time(paid: Rhythm) -> dict[str, str]:
    """The two boxes of a time of its own."""
    return {"count": str(paid.count), "rhythm": f"{ONCE if paid.is_once else EACH}-{paid.interval}"}


ONCE_WORDS: Mapping[Interval, Callable[[int], str]] = {
    Interval.DAY: lambda count: ngettext("after %(count)s day", "after %(count)s days", count),
    Interval.WEEK: lambda count: ngettext("after %(count)s week", "after %(count)s weeks", count),
    Interval.MONTH: lambda count: ngettext("after %(count)s month", "after %(count)s months", count),
}
EACH_WORDS: Mapping[Interval, Callable[[int], str]] = {
    Interval.DAY: lambda count: ngettext("in %(count)s daily payment", "in %(count)s daily payments", count),
    Interval.WEEK: lambda count: ngettext("in %(count)s weekly payment", "in %(count)s weekly payments", count),
    Interval.TWO_WEEKS: lambda count: ngettext(
        "in %(count)s payment, one every two weeks", "in %(count)s payments, one every two weeks", count
    ),
    Interval.MONTH: lambda count: ngettext("in %(count)s monthly payment", "in %(count)s monthly payments", count),
}


def when_words(paid: Rhythm) -> str:
    """Return in words when the loan is paid back, such as "after 7 days" or "in 12 monthly payments"."""
    words = ONCE_WORDS if paid.is_once else EACH_WORDS
    return words[paid.interval](paid.count) % {"count": paid.count}
