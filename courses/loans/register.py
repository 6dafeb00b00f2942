"""How long bad information stays in the credit register: five years from the day on which it ended (CN-CRED-01)."""

from dataclasses import dataclass
from datetime import date

from courses.loans.errors import InvalidInput
from courses.loans.schedules.flows import add_months

KEEP_YEARS = 5


@dataclass(frozen=True, slots=True)
class LatePayment:
    """An overdue debt: late since a day that may not be known, paid off on a day, or not paid off (None)."""

    late: date | None
    paid: date | None

    def __post_init__(self) -> None:
        if self.late is not None and self.paid is not None and self.paid < self.late:
            raise InvalidInput("paid", "before_start")

    @property
    def deleted_after(self) -> date | None:
        """The last day of the five years; None while they have not begun. After 29 February it is the 28th."""
        return None if self.paid is None else deleted_after(self.paid)


def deleted_after(paid: date) -> date:
    """The last day of the five years of what was paid off on this day."""
    return add_months(paid, KEEP_YEARS * 12)


def whole_months_between(start: date, end: date) -> int:
    """How many whole months lie between two days; 0 when the end is not after the start."""
    months = max((end.year - start.year) * 12 + end.month - start.month, 0)
    return months - 1 if months and add_months(start, months) > end else months
