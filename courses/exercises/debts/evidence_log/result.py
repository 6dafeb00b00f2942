"""The record as a table in order of time, what is missing in it, what it shows, and which door comes first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.catalog.model.lessons import CitedFact
from courses.exercises.debts.evidence_log.entries import HOW, KEPT, OTHERS, SIGNS, TO_WHOM, EvidenceEntry
from courses.exercises.debts.evidence_log.findings import EvidenceFinding, EvidenceSign, findings_of
from courses.exercises.debts.evidence_log.form import LABELS, EvidenceLogForm
from courses.exercises.results.sources import cited

SIGN_NAMES = {
    EvidenceSign.THREAT: lambda: _("Threats or insults"),
    EvidenceSign.POSED: lambda: _("Somebody posed as a court, the police or an office"),
    EvidenceSign.TOLD: lambda: _("Others were told about the debt"),
    EvidenceSign.OTHERS: lambda: _("Somebody was contacted who signed nothing"),
    EvidenceSign.NIGHT: lambda: _("Between 22:00 and 08:00"),
    EvidenceSign.OFTEN: lambda: _("More than three answered calls in one day"),
    EvidenceSign.TRIES: lambda: _("More than six tries in one day"),
}
ICONS = {"bad": "cross", "warn": "warn", "good": "check"}
FOR_THE_POLICE = frozenset({EvidenceSign.THREAT})
LOCAL = ("microloan", "other")
ALWAYS_CITED = ("CN-PATH-09", "CN-PATH-02", "CN-HELP-01", "CN-HELP-03")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of an entry. `head` is the heading of its column; `label` repeats it on phones, where it is needed."""

    head: str
    text: str
    label: str = ""
    signs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One entry: number, when, how and from where, who, to whom, words, kept; and what is missing."""

    number: int
    when: str
    how: str
    who: str
    to_whom: str
    words: str
    kept: str
    signs: tuple[str, ...]
    lacks: str

    @property
    def cells(self) -> tuple[Cell, ...]:
        """All but the number, each with the head of its column."""
        who, to_whom, kept = _("Who they said they were"), _("Who was contacted?"), _("What you have kept")
        return (
            Cell(_("When"), self.when), Cell(_("What, from where"), self.how), Cell(who, self.who, who),
            Cell(to_whom, self.to_whom, to_whom), Cell(_("What was said, word for word"), self.words, signs=self.signs),
            Cell(kept, self.kept, kept),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding in words: its name, the entries it rests on, and its rules."""

    name: str
    entries: str
    says: str
    facts: tuple[CitedFact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LogResult:
    level: str
    icon: str
    heading: str
    says: str
    signs: tuple[str, ...]
    needs_help: bool
    lender: str
    lines: tuple[EvidenceLine, ...]
    shown: tuple[Shown, ...]
    lacking: tuple[EvidenceLine, ...]
    doors: tuple[str, ...]
    helplines: tuple[str, ...]
    letter: Mapping[str, str]
    sources: tuple[CitedFact, ...]


def log_result(form: EvidenceLogForm) -> LogResult:
    kind = form.cleaned_data["lender_kind"]
    found = findings_of(form.entries, kind)
    lines = tuple(_line(number, entry) for number, entry in enumerate(form.entries, 1))
    needs_help = any(one.sign in FOR_THE_POLICE for one in found)
    level = "bad" if needs_help else "warn" if found else "good"
    return LogResult(
        level=level,
        icon=f"parts/icons/{ICONS[level]}.html",
        heading=_heading(len(lines), found),
        says=_says(found),
        signs=tuple(SIGN_NAMES[one.sign]() for one in found),
        needs_help=needs_help,
        lender=form.cleaned_data["lender"],
        lines=lines,
        shown=tuple(_shown(one) for one in found),
        lacking=tuple(line for line in lines if line.lacks),
        doors=tuple(_doors(kind, needs_help=needs_help)),
        helplines=_helplines(kind, needs_help=needs_help),
        letter=_letter(form, found),
        sources=cited(ALWAYS_CITED),
    )


def _heading(count: int, found: tuple[EvidenceFinding, ...]) -> str:
    entries = ngettext("%(count)d entry", "%(count)d entries", count) % {"count": count}
    if not found:
        return entries
    marked = len({number for one in found for number in one.entries})
    return _("%(entries)s, %(marked)d of them to complain about") % {"entries": entries, "marked": marked}


def _says(found: tuple[EvidenceFinding, ...]) -> str:
    if not found:
        return _("None of our signs is in it. Go on writing down each call, and keep what shows it.")
    return _("What each of these rests on, and whom it binds, stands below.")


def _shown(finding: EvidenceFinding) -> Shown:
    numbers = _(", ").join(str(number) for number in finding.entries)
    entries = ngettext("Entry %(numbers)s", "Entries %(numbers)s", len(finding.entries)) % {"numbers": numbers}
    return Shown(SIGN_NAMES[finding.sign](), entries, finding.says, finding.facts)


def _line(number: int, entry: EvidenceEntry) -> EvidenceLine:
    when = [date_format(entry.day, "DATE_FORMAT")] if entry.day else []
    when += [time_format(entry.time, "H:i")] if entry.time else []
    how = _chosen(HOW, entry.how)
    lacks = _(", ").join(str(LABELS[name]) for name in entry.lacks)
    return EvidenceLine(
        number=number,
        when=" ".join(when),
        how=_(", ").join(filter(None, (how, entry.number))),
        who=entry.who,
        to_whom=_chosen(TO_WHOM, entry.to_whom),
        words=entry.words,
        kept=_chosen(KEPT, entry.kept),
        signs=tuple(str(LABELS[name]) for name in SIGNS if getattr(entry, name)),
        lacks=lacks,
    )


def _chosen(choices: Any, value: str) -> str:
    return str(dict(choices)[value]) if value else ""


def _doors(kind: str, *, needs_help: bool) -> Iterator[str]:
    if needs_help:
        yield _("Threatened, followed, somebody at the door: your safety first. Call the police.")
    yield _("First door: a written complaint to the lender, with this record. It has to be the lender, not the caller.")
    if kind in LOCAL:
        yield _("Second door, if that does not help: the city line, which knows the office for this lender.")
    elif kind:
        yield _("Second door, if that does not help: the financial regulator’s line.")
    else:
        yield _(
            "Second door, if that does not help: the financial regulator’s line for banks and consumer finance "
            "companies, the city line for others."
        )
    yield _("What is due stays due. Go on answering the real lender.")


def _helplines(kind: str, *, needs_help: bool) -> tuple[str, ...]:
    police = ("cn-110",) if needs_help else ()
    if kind in LOCAL:
        return (*police, "cn-12345")
    return (*police, "cn-12378") if kind else (*police, "cn-12378", "cn-12345")


def _letter(form: EvidenceLogForm, found: tuple[EvidenceFinding, ...]) -> dict[str, str]:
    """What a letter takes over from the record: a complaint, or, where others were contacted, that this stops."""
    marked = [form.entries[number - 1] for one in found for number in one.entries]
    first = next((entry for entry in marked if entry.day), None)
    about = "contacts" if any(one.sign in (EvidenceSign.OTHERS, EvidenceSign.TOLD) for one in found) else "complaint"
    letter = {
        "about": about, "lender": form.cleaned_data["lender"], "lender_kind": form.cleaned_data["lender_kind"],
        "happened_on": first.day.isoformat() if first and first.day else "",
        "happened": _happened(found), "proof": _("record of calls and messages"), "complaint_to": "lender",
    }  # fmt: skip
    if about == "contacts":
        other = next((entry for entry in marked if entry.to_whom == OTHERS or entry.told), None)
        if other is not None:
            letter |= {"caller": _(", ").join(filter(None, (other.who, other.number))), "words": other.words}
            letter["happened_on"] = other.day.isoformat() if other.day else ""
    return {name: value for name, value in letter.items() if value}


def _happened(found: tuple[EvidenceFinding, ...]) -> str:
    parts = [f"{SIGN_NAMES[one.sign]()} ({_shown(one).entries})" for one in found]
    return _("; ").join(parts)
