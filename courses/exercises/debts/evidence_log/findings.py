"""What a record shows against the rules: which entries, how strong the rule is and whom it binds, by its facts."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from django.utils.translation import gettext as _

from courses.catalog.model.facts import Fact, Weight
from courses.catalog.model.lessons import CitedFact
from courses.exercises.borrowing.can_i_afford.findings.price import cited
from courses.exercises.debts.evidence_log.entries import ANSWERED, MISSED, OTHERS, Entry

NIGHT_BEGINS, NIGHT_ENDS = time(22), time(8)  # CN-COLL-01, -05
MOST_ANSWERED, MOST_TRIES = 3, 6  # a day: CN-COLL-02, -06
BINDING = frozenset({Weight.LAW, Weight.REGULATION, Weight.RULE})
MEMBERS = ("bank", "card", "consumer", "")  # the banking association's guide: banks, many consumer finance companies


class Sign(StrEnum):
    THREAT = "threat"
    POSED = "posed"
    TOLD = "told"
    OTHERS = "others"
    NIGHT = "night"
    OFTEN = "often"
    TRIES = "tries"


@dataclass(frozen=True, slots=True)
class Finding:
    """Entries, by their numbers in the record, that show one sign; `facts` are the rules about it."""

    sign: Sign
    entries: tuple[int, ...]
    says: str
    facts: tuple[CitedFact, ...]

    @property
    def is_binding(self) -> bool:
        """Whether a law or a binding rule speaks about it, and not only a standard or an industry's own guide."""
        return any(one.fact.weight in BINDING for one in self.facts)


def findings_of(entries: tuple[Entry, ...], lender_kind: str) -> tuple[Finding, ...]:
    """The gravest first. `entries` are in the order of the record."""
    return tuple(_findings(entries, lender_kind))


def _findings(entries: tuple[Entry, ...], lender_kind: str) -> Iterator[Finding]:
    for sign, shows in SHOWN_BY.items():
        numbers = shows(entries)
        if numbers:
            facts = cited(tuple(_rules(sign, lender_kind)))
            yield Finding(sign, numbers, _says(sign, facts), facts)


def _each(test: Callable[[Entry], bool]) -> Callable[[tuple[Entry, ...]], tuple[int, ...]]:
    return lambda entries: tuple(number for number, entry in enumerate(entries, 1) if test(entry))


def _is_at_night(entry: Entry) -> bool:
    return entry.time is not None and (entry.time >= NIGHT_BEGINS or entry.time < NIGHT_ENDS)


def _is_too_often(how: str, most: int) -> Callable[[tuple[Entry, ...]], tuple[int, ...]]:
    """Entries of days with more than `most` calls of one kind to the reader, to one number or by all callers."""

    def shows(entries: tuple[Entry, ...]) -> tuple[int, ...]:
        counted = [one for one in entries if one.how == how and one.day is not None and one.to_whom in ("", "me")]
        days = {day for day, count in Counter(one.day for one in counted).items() if count > most}
        rows = {one.row for one in counted if one.day in days}
        return tuple(number for number, entry in enumerate(entries, 1) if entry.row in rows)

    return shows


SHOWN_BY: dict[Sign, Callable[[tuple[Entry, ...]], tuple[int, ...]]] = {
    Sign.THREAT: _each(lambda entry: entry.threat),
    Sign.POSED: _each(lambda entry: entry.posed),
    Sign.TOLD: _each(lambda entry: entry.told),
    Sign.OTHERS: _each(lambda entry: entry.to_whom == OTHERS),
    Sign.NIGHT: _each(_is_at_night),
    Sign.OFTEN: _is_too_often(ANSWERED, MOST_ANSWERED),
    Sign.TRIES: _is_too_often(MISSED, MOST_TRIES),
}
_OF_SIGN = {
    Sign.THREAT: ("CN-COLL-09",),
    Sign.POSED: ("CN-COLL-31",),
    Sign.TOLD: ("CN-COLL-08", "CN-COLL-03"),
    Sign.OTHERS: ("CN-COLL-03",),
    Sign.NIGHT: ("CN-COLL-01",),
    Sign.OFTEN: ("CN-COLL-02",),
    Sign.TRIES: (),
}
_OF_LENDER = {  # binding rules that hold for one kind of lender
    ("card", Sign.THREAT): "CN-COLL-26", ("card", Sign.OTHERS): "CN-COLL-26", ("card", Sign.TOLD): "CN-COLL-26",
    ("consumer", Sign.THREAT): "CN-COLL-25", ("consumer", Sign.OTHERS): "CN-COLL-25",
    ("microloan", Sign.THREAT): "CN-COLL-42", ("microloan", Sign.OTHERS): "CN-COLL-42",
    ("microloan", Sign.TOLD): "CN-COLL-42", ("microloan", Sign.POSED): "CN-COLL-42",
    ("bank", Sign.THREAT): "CN-COLL-07", ("bank", Sign.POSED): "CN-COLL-07", ("card", Sign.POSED): "CN-COLL-07",
}  # fmt: skip
_OF_MEMBERS = {
    Sign.THREAT: "CN-COLL-28", Sign.POSED: "CN-COLL-28", Sign.TOLD: "CN-COLL-28", Sign.OTHERS: "CN-COLL-29",
    Sign.NIGHT: "CN-COLL-05", Sign.TRIES: "CN-COLL-06",
}  # fmt: skip


def _rules(sign: Sign, lender_kind: str) -> Iterator[str]:
    yield from _OF_SIGN[sign]
    if (lender_kind, sign) in _OF_LENDER:
        yield _OF_LENDER[lender_kind, sign]
    if lender_kind in MEMBERS and sign in _OF_MEMBERS:
        yield _OF_MEMBERS[sign]


def _says(sign: Sign, facts: tuple[CitedFact, ...]) -> str:
    """“Is against” only where a law or a binding rule says so; a standard or a guide is a ground for a complaint."""
    if not facts:
        return _("Our sources name no rule for this lender. Write it into the complaint all the same.")
    strongest: Fact = min((one.fact for one in facts), key=lambda fact: tuple(Weight).index(fact.weight))
    if sign == Sign.THREAT:
        return _("If it was so, the law is against it, whatever is owed. Threats are for the police.")
    if sign == Sign.POSED and strongest.weight not in BINDING:
        return _("It may be a fraud. Check at the court or office itself, and pay nothing until then.")
    if sign == Sign.OTHERS and strongest.weight in BINDING:
        return _("More than asking for your number or passing on a message is against a binding rule, if it was so.")
    if strongest.weight in BINDING:
        return _("If it was so, it is against a binding rule. The debt itself stays.")
    if strongest.weight == Weight.STANDARD:
        return _("This may be against a recommended standard: a good ground for a complaint. The debt itself stays.")
    return _("This may be against the industry’s own guide, for its members. The debt itself stays.")
