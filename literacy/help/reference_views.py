"""Reference pages: facts ordered by whom they bind or what they help with, to look up and to print."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from courses.accounts.access import public
from courses.catalog.model.facts import Fact, PriceNote
from courses.catalog.model.lessons import Lesson
from courses.catalog.model.references import Reference, ReferenceEntry
from courses.catalog.model.values.texts import Text
from courses.catalog.published.library import catalog
from literacy.help.shown import ToDo, to_do
from literacy.pages.shared_pages import shared_page


@dataclass(frozen=True, slots=True)
class PriceRow:
    """A yearly line in figures. `rule` says how binding it is, `fact` names the figure; `reference` is what it follows.

    A line of four times the LPR rests on a rule of courts; the LPR itself is a published rate.
    """

    name: Text
    rule: Fact
    fact: Fact
    yearly: str
    since: str
    until: str
    reference: str = ""
    times: int = 0

    def holds_on(self, day: date) -> bool:
        """Some rules name their first or last day by the month alone."""
        at = day.isoformat()
        return self.since <= at and (not self.until or self.until >= at[: len(self.until)])


@dataclass(frozen=True, slots=True)
class ShownEntry:
    entry: ReferenceEntry
    facts: tuple[Fact, ...]
    leads_to: ToDo | None


@dataclass(frozen=True, slots=True)
class ShownSection:
    title: Text
    entries: tuple[ShownEntry, ...]


@dataclass(frozen=True, slots=True)
class ShownReference:
    """A page, ready to print: `today` are the lines that hold now, `by_day` those that follow a published rate."""

    page: Reference
    sections: tuple[ShownSection, ...]
    today: tuple[PriceRow, ...]
    by_day: tuple[PriceRow, ...]
    read_from: date | None
    read_until: date | None
    lessons: tuple[Lesson, ...]


def _shown(page: Reference, today: date) -> ShownReference:
    rows = tuple(_price_rows(page))
    read = sorted(fact.retrieved for entry in page.entries for fact in _facts(entry) if fact.retrieved)
    return ShownReference(
        page,
        tuple(ShownSection(one.title, tuple(_entry(entry) for entry in one.entries)) for one in page.sections),
        tuple(row for row in rows if row.holds_on(today)),
        tuple(row for row in rows if row.reference),
        read[0] if read else None,
        read[-1] if read else None,
        catalog().lessons_named(page.lessons),
    )


def _entry(entry: ReferenceEntry) -> ShownEntry:
    return ShownEntry(entry, _facts(entry), to_do(entry.exercise) if entry.exercise else None)


def _facts(entry: ReferenceEntry) -> tuple[Fact, ...]:
    known = catalog().facts
    return tuple(known[one] for one in entry.facts if one in known)


def _price_rows(page: Reference) -> Iterator[PriceRow]:
    for entry in page.entries:
        facts = _facts(entry)
        for fact in facts:
            yield from (_price_row(entry.name, facts[0], fact, line) for line in fact.lines)


def _price_row(name: Text, rule: Fact, fact: Fact, line: PriceNote) -> PriceRow:
    since = line.since.isoformat() if line.since else fact.in_force or ""
    until = line.until.isoformat() if line.until else fact.ends or ""
    follows = (_percent(line.reference), line.times or 0) if line.reference else ("", 0)
    return PriceRow(name, rule, fact, _percent(line.yearly), since, until, *follows)


def _percent(share: str) -> str:
    return f"{(Decimal(share) * 100).normalize():f}%"


@public("what the law and regulators say is open to all")
@require_safe
def references(request: HttpRequest) -> HttpResponse:
    return shared_page(request, "site/reference/references.html", lambda: {"references": catalog().references})


@public("what the law and regulators say is open to all, on paper too")
@require_safe
def reference(request: HttpRequest, page: str) -> HttpResponse:
    found = catalog().references.get(page)
    if found is None:
        raise Http404
    context = {"slug": page, "reference": found, "shown": lambda: _shown(found, timezone.localdate())}
    return shared_page(request, "site/reference/reference.html", lambda: context)
