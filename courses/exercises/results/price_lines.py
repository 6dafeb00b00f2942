"""The dated price lines that facts state: all of them, and those in force today for a kind of lender."""

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from django.conf import settings
from django.utils import timezone

from courses.catalog.model.values.days import first_day
from courses.catalog.published.library import catalog
from courses.loans.ceilings import Country, LenderKind, PriceLine, lines_for, lines_in_force

UNDATED = "2000"


def price_lines() -> tuple[PriceLine, ...]:
    """The dated lines that facts of the catalogue state."""
    return _lines_of(id(catalog()))


@lru_cache(maxsize=1)
def _lines_of(_catalog: int) -> tuple[PriceLine, ...]:
    """The same, cached for the catalogue that is loaded."""
    return tuple(_stated_lines())


def _stated_lines() -> Iterator[PriceLine]:
    """Yield the lines of the facts that may be shown; a fact about a moving rate has one for each span."""
    for fact_id, fact in catalog().facts.items():
        if fact.publish_block:
            continue
        for line in fact.lines:
            yield PriceLine(
                id=fact_id, fact=fact_id, country=Country.CN,
                lenders=frozenset(LenderKind(one) for one in line.lenders), yearly=Decimal(line.yearly),
                since=line.since or first_day(fact.in_force or fact.as_of or UNDATED),
                until=line.until or (first_day(fact.ends) if fact.ends else None), weight=fact.weight.value,
                multiple=line.times or 1, reference=Decimal(line.reference) if line.reference else None,
                seen=first_day(fact.as_of) if fact.as_of else None,
            )  # fmt: skip


def lines_that_apply(lender: LenderKind | None) -> tuple[PriceLine, ...]:
    """The price lines in force today for this kind of lender; those for all lenders if it is None (not known)."""
    country, today = Country(settings.LOANS_COUNTRY), timezone.localdate()
    if lender is None:
        return lines_in_force(price_lines(), country=country, on=today)
    return lines_for(price_lines(), country=country, lender=lender, on=today)
