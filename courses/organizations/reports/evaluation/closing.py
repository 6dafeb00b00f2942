"""Closing a term: its figures are counted once and stay, so that no two reports of one term can be compared."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from courses.accounts.http.refusals import ClosedError
from courses.accounts.models import User
from courses.catalog.model.lessons import Catalog
from courses.catalog.published.library import catalog
from courses.organizations.access.audit_log import record_event
from courses.organizations.models import Term
from courses.organizations.reports.evaluation.counting import people_of
from courses.organizations.reports.evaluation.report import Checks, GroupPart, Share, TermReport, report_of
from courses.organizations.reports.evaluation.terms import is_over, span_of

CLOSES_AFTER = timedelta(days=30)  # in which attendance is still noted; then a term closes by itself


@transaction.atomic
def close_term(*, term: Term, actor: User | None, now: datetime, keeps: bool = False) -> None:
    """Count its figures and let them stay; with `keeps` those of the last closing come back instead. Raises ClosedError
    for a term that is not over, or was removed. Repeating changes nothing."""
    held = Term.objects.select_for_update(of=("self",)).select_related("organization").get(pk=term.pk)
    if held.closed_at is not None:
        return
    if held.removed_at is not None or not is_over(held, now):
        raise ClosedError
    if held.figures is None or not keeps:
        held.figures, held.counted_at = as_stored(report_of(people_of(held, catalog()))), now
    held.closed_at = now
    held.save(update_fields=["figures", "counted_at", "closed_at"])
    record_event(organization=held.organization, actor=actor, what="term-closed", about=str(held), now=now)


@transaction.atomic
def reopen_term(*, term: Term, actor: User, now: datetime) -> None:
    """Its figures change again, for its owners alone. Repeating changes nothing."""
    if Term.objects.closed().filter(pk=term.pk).update(closed_at=None):
        record_event(organization=term.organization, actor=actor, what="term-reopened", about=str(term), now=now)


def close_due_terms(*, now: datetime) -> int:
    """Close terms that have been over for thirty days and were never closed; meant for every day. Returns how many."""
    open_ones = Term.objects.standing().filter(
        closed_at=None, counted_at=None, ends_on__lte=(now - CLOSES_AFTER).date()
    )
    due = [one for one in open_ones.select_related("organization") if span_of(one).until + CLOSES_AFTER <= now]
    for term in due:
        close_term(term=term, actor=None, now=now)
    return len(due)


def read_report(term: Term, courses: Catalog) -> TermReport:
    """As it was closed, or as it counts now."""
    if term.closed_at is None or term.figures is None:
        return report_of(people_of(term, courses))
    return from_stored(term.figures)


def as_stored(report: TermReport) -> dict[str, Any]:
    """What a report shows and no more: nothing of fewer than five people, and no person's lines joined."""
    parts = [[part.value, [[one.value, one.count] for one in shares]] for part, shares in report.parts.items()]
    checks = [[one.course, one.help, list(one.before), list(one.changes)] for one in report.checks]
    return {"people": report.people, "parts": parts, "checks": checks}


def from_stored(figures: dict[str, Any]) -> TermReport:
    people = figures["people"]
    parts = {
        GroupPart(part): tuple(Share(value, count, people) for value, count in shares)
        for part, shares in figures["parts"]
    }
    checks = (
        Checks(course, side, tuple(before), tuple(changes)) for course, side, before, changes in figures["checks"]
    )
    return TermReport(people, parts, tuple(checks))
