"""What files of facts may say: one sourced, dated statement each, with its weight and how far it was checked."""

from decimal import Decimal
from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from courses.catalog.model.values.days import Day, PartialDate
from courses.catalog.model.values.texts import Closed, Text


class Weight(StrEnum):
    """How binding a statement is, strongest first; the page prints it in words."""

    LAW = "law"
    REGULATION = "regulation"
    COURT = "court"
    RULE = "rule"
    STANDARD = "standard"
    SELF = "self"
    WARNING = "warning"
    SERVICE = "service"
    EVIDENCE = "evidence"
    PRACTICE = "practice"


class Confidence(StrEnum):
    """How far an editor has checked a fact: the text itself, several reports, or general knowledge."""

    READ = "read"
    REPORTED = "reported"
    ESTABLISHED = "established"


class FactSource(Closed):
    """Where a fact stands. `found_at` is the address where an editor read it: for editors, never printed."""

    title: Text
    number: str = ""
    number_confirmed: bool = False
    article: Text | None = None
    found_at: str = ""


class PriceNote(Closed):
    """A dated yearly price line that a fact states, as a fraction, for these kinds of lender.

    Without `since` it holds from the day the fact is in force; `until` is its last day, absent while it holds.
    A line that follows a published rate names it: `yearly` is `times` x `reference`, such as four times the LPR.
    """

    lenders: tuple[str, ...]
    yearly: str = Field(pattern=r"^\d(\.\d{1,6})?$")
    reference: str | None = Field(default=None, pattern=r"^\d(\.\d{1,6})?$")
    times: int | None = Field(default=None, ge=1)
    since: Day | None = None
    until: Day | None = None

    @model_validator(mode="after")
    def _follows_its_reference(self) -> Self:
        if (self.reference is None) != (self.times is None):
            raise ValueError("write reference and times together")
        if self.reference and self.times and Decimal(self.yearly) != Decimal(self.reference) * self.times:
            raise ValueError(f"yearly must be {Decimal(self.reference) * self.times}: times x reference")
        return self


class ClearedFact(Closed):
    on: Day
    against: str


class Fact(Closed):
    """One statement with its source. `beside` is printed with `says` wherever the fact is shown, never left out.

    `caution` is a note to editors and never printed.
    """

    says: Text
    beside: Text | None = None
    weight: Weight
    confidence: Confidence
    source: FactSource
    in_force: PartialDate | None = None
    ends: PartialDate | None = None
    as_of: PartialDate | None = None
    recheck_by: Day | None = None
    retrieved: Day | None = None
    publish_block: bool = False
    caution: str = ""
    lines: tuple[PriceNote, ...] = ()
    cleared: ClearedFact | None = None
