"""Days in content files, and dates that may be known to the year or month only."""

import datetime
import re
from calendar import monthrange
from typing import Annotated, Any

from pydantic import BeforeValidator, Field


def _partial_date(value: Any) -> Any:
    """A year, a month or a day, kept as ISO text: 2021, 2026-01, 2021-03-31."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value) if isinstance(value, int) else value


PartialDate = Annotated[
    str, BeforeValidator(_partial_date), Field(pattern=r"^\d{4}(-(0[1-9]|1[0-2])(-([0-2]\d|3[01]))?)?$")
]


def _day(value: Any) -> Any:
    """A whole number is no day, though pydantic would count it as seconds since 1970."""
    if isinstance(value, datetime.date) or (isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value)):
        return value
    raise ValueError("write a day like 2026-11-23")


Day = Annotated[datetime.date, BeforeValidator(_day)]


def last_day(partial: str) -> datetime.date:
    """The last day that a year, a month or a day may mean."""
    parts = [int(part) for part in partial.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    most = monthrange(year, month)[1]
    return datetime.date(year, month, min(parts[2], most) if len(parts) > 2 else most)


def first_day(partial: str) -> datetime.date:
    """The first day that a year, a month or a day may mean."""
    parts = [int(part) for part in partial.split("-")] + [1, 1]
    return datetime.date(parts[0], parts[1], min(parts[2], monthrange(parts[0], parts[1])[1]))
