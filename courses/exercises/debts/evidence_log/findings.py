"""What a record shows against the rules: which entries, how strong the rule is and whom it binds, by its facts."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from django.utils.translation import gettext as _

from courses.catalog.model.facts import Fact, Weight
from courses.catalog.model.lessons import CitedFact
from courses.exercises.debts.evidence_log.entries import ANSWERED, MISSED, OTHERS, EvidenceEntry
from courses.exercises.results.sources import cited

NIGHT_BEGINS, NIGHT_ENDS = time(22), time(8)  # CN-COLL-01, -05
MOST_ANSWERED, MOST_TRIES = 3, 6  # a day: CN-COLL-02, -06
BINDING = frozenset({Weight.LAW, Weight.REGULATION, Weight.RULE})
MEMBERS = ("bank", "card", "consumer", "")  # the banking association's guide: banks, many consumer finance companies


class EvidenceSign(StrEnum):
    THREAT = "threat"
    POSED = "posed"
    TOLD = "told"
    OTHERS = "others"
    NIGHT = "night"
    OFTEN = "often"
    TRIES = "tries"


@dataclass(frozen=True, slots=True)
class EvidenceFinding:
    """Entries, by their numbers in the record, that show one sign; `facts` are the rules about it."""

    sign: EvidenceSign
    entries: tuple[int, ...]
    says: str
    facts: tuple[CitedFact, ...]


def findings_of(entries: tuple[EvidenceEntry, ...], lender_kind: str) -> tuple[EvidenceFinding, ...]:
    """The gravest first. `entries` are in the order of the record."""
    return tuple(_findings(entries, lender_kind))


def _findings(entries: tuple[EvidenceEntry, ...], lender_kind: str) -> Iterator[EvidenceFinding]:
    for sign, shows in SHOWN_BY.items():
        numbers = shows(entries)
        if numbers:
            facts = cited(tuple(_rules(sign, lender_kind)))
            yield EvidenceFinding(sign, numbers, _says(sign, facts), facts)


def _each(test: Callable[[EvidenceEntry], bool]) -> Callable[[tuple[EvidenceEntry, ...]], tuple[int, ...]]:
    return lambda entries: tuple(number for number, entry in enumerate(entries, 1) if test(entry))


def _is_at_night(entry: EvidenceEntry) -> bool:
    return entry.time is not None and (entry.time >= NIGHT_BEGINS or entry.time < NIGHT_ENDS)


def _is_too_often(how: str, most: int) -> Callable[[tuple[EvidenceEntry, ...]], tuple[int, ...]]:
    """Entries of days with more than `most` calls of one kind to the reader, to one number or by all callers."""

    def shows(entries: tuple[EvidenceEntry, ...]) -> tuple[int, ...]:
        counted = [one for one in entries if one.how == how and one.day is not None and one.to_whom in ("", "me")]
        days = {day for day, count in Counter(one.day for one in counted).items() if count > most}
        rows = {one.row for one in counted if one.day in days}
        return tuple(number for number, entry in enumerate(entries, 1) if entry.row in rows)

    return shows


SHOWN_BY: dict[EvidenceSign, Callable[[tuple[EvidenceEntry, ...]], tuple[int, ...]]] = {
    EvidenceSign.THREAT: _each(lambda entry: entry.threat),
    EvidenceSign.POSED: _each(lambda entry: entry.posed),
    EvidenceSign.TOLD: _each(lambda entry: entry.told),
    EvidenceSign.OTHERS: _each(lambda entry: entry.to_whom == OTHERS),
    EvidenceSign.NIGHT: _each(_is_at_night),
    EvidenceSign.OFTEN: _is_too_often(ANSWERED, MOST_ANSWERED),
    EvidenceSign.TRIES: _is_too_often(MISSED, MOST_TRIES),
}
_OF_SIGN = {
    EvidenceSign.THREAT: ("CN-COLL-09",),
    EvidenceSign.POSED: ("CN-COLL-31",),
    EvidenceSign.TOLD: ("CN-COLL-08", "CN-COLL-03"),
    EvidenceSign.OTHERS: ("CN-COLL-03",),
    EvidenceSign.NIGHT: ("CN-COLL-01",),
    EvidenceSign.OFTEN: ("CN-COLL-02",),
    EvidenceSign.TRIES: (),
}
_OF_LENDER = {  # binding rules that hold for one kind of lender
    ("card", EvidenceSign.THREAT): "CN-COLL-26", ("card", EvidenceSign.OTHERS): "CN-COLL-26", ("card",
    EvidenceSign.TOLD): "CN-COLL-26",
    ("consumer", EvidenceSign.THREAT): "CN-COLL-25", ("consumer", EvidenceSign.OTHERS): "CN-COLL-25",
    ("microloan", EvidenceSign.THREAT): "CN-COLL-42", ("microloan", EvidenceSign.OTHERS): "CN-COLL-42",
    ("microloan", EvidenceSign.TOLD): "CN-COLL-42", ("microloan", EvidenceSign.POSED): "CN-COLL-42",
    ("bank", EvidenceSign.THREAT): "CN-COLL-07", ("bank", EvidenceSign.POSED): "CN-COLL-07", ("card",
    EvidenceSign.POSED): "CN-COLL-07",
}  # fmt: skip
_OF_MEMBERS = {
    EvidenceSign.THREAT: "CN-COLL-28", EvidenceSign.POSED: "CN-COLL-28", EvidenceSign.TOLD: "CN-COLL-28",
    EvidenceSign.OTHERS: "CN-COLL-29",
    EvidenceSign.NIGHT: "CN-COLL-05", EvidenceSign.TRIES: "CN-COLL-06",
}  # fmt: skip


def _rules(sign: EvidenceSign, lender_kind: str) -> Iterator[str]:
    yield from _OF_SIGN[sign]
    if (lender_kind, sign) in _OF_LENDER:
        yield _OF_LENDER[lender_kind, sign]
    if lender_kind in MEMBERS and sign in _OF_MEMBERS:
        yield _OF_MEMBERS[sign]


def _says(sign: EvidenceSign, facts: tuple[CitedFact, ...]) -> str:
    """“Is against” only where a law or a binding rule says so; a standard or a guide is a ground for a complaint."""
    if not facts:
        return _("Our sources name no rule for this lender. Write it into the complaint all the same.")
    strongest: Fact = min((one.fact for one in facts), key=lambda fact: tuple(Weight).index(fact.weight))
    if sign == EvidenceSign.THREAT:
        return _("If it was so, the law is against it, whatever is owed. Threats are for the police.")
    if sign == EvidenceSign.POSED and strongest.weight not in BINDING:
        return _("It may be a fraud. Check at the court or office itself, and pay nothing until then.")
    if sign == EvidenceSign.OTHERS and strongest.weight in BINDING:
        return _("More than asking for your number or passing on a message is against a binding rule, if it was so.")
    if strongest.weight in BINDING:
        return _("If it was so, it is against a binding rule. The debt itself stays.")
    if strongest.weight == Weight.STANDARD:
        return _("This may be against a recommended standard: a good ground for a complaint. The debt itself stays.")
    return _("This may be against the industry’s own guide, for its members. The debt itself stays.")
