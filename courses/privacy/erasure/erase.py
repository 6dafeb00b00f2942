"""Erases a person, or a deleted organisation: every row of theirs, at once, beyond recovery from the file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from courses.accounts.models import User
from courses.accounts.security_log.events import SecurityKind, note
from courses.accounts.session.everywhere import end_sessions_of
from courses.organizations.models import Member, Organization
from courses.organizations.staffing.actions import leave_before_erasing
from courses.organizations.staffing.deleting import erase_rows_of
from courses.privacy.erasure.tombstones import is_noted, keep_marks, not_in_table, note_erased, note_in_list
from courses.privacy.register import TABLES


def erase(*, learner: User, by: User | str | None = None) -> Mapping[str, int]:
    """Delete everything about `learner`; returns rows deleted by table. Repeating it deletes nothing more.

    `by` is who asked for it, for the security log: themselves, or an operator; nobody when its time was over.
    Rows that outlive the person lose the reference to them: it is set to null. A guest whose
    learning they added goes with them: what both had twice had stayed there.
    """
    with transaction.atomic():
        person = User.objects.select_for_update().filter(pk=learner.pk).first()
        if person is None:
            return {}
        guests = list(User.objects.filter(claimed_as__account=person))
        marks = note_erased((*guests, person), now=timezone.now())
        if by is not None:
            note(SecurityKind.ERASED, account=person, actor=by, now=timezone.now())
        for guest in guests:
            _erase_rows(guest)
        deleted = _erase_rows(person)
    note_in_list(marks)
    forget_freed_pages()
    return deleted


def _erase_rows(person: User) -> dict[str, int]:
    deleted: dict[str, int] = {}
    leave_before_erasing(person=person, now=timezone.now())
    end_sessions_of(person)
    for table in reversed(TABLES):  # the person last: all others point to it
        if not table.outlives:
            deleted[table.model] = table.rows_of(person).count()
            table.rows_of(person).delete()
    return deleted


def erase_organizations(found: QuerySet[Organization], *, now: datetime) -> int:
    """Delete everything of each, and note that it was erased, so that no copy brings it back; returns how many.

    One that is not among them any more when its turn comes was taken back meanwhile, and stays.
    """
    erased = 0
    for pk in list(found.values_list("pk", flat=True)):
        with transaction.atomic():
            held = tuple(found.select_for_update().filter(pk=pk))
            marks = note_erased(held, now=now)
            for organization in held:
                erase_rows_of(organization)
        note_in_list(marks)
        erased += len(held)
    forget_freed_pages()
    return erased


def erase_places(found: QuerySet[Member], *, now: datetime) -> int:
    """Delete places in groups, and note it, so that no copy puts anybody back on a list; returns how many."""
    with transaction.atomic():
        held = list(found.select_for_update(of=("self",)).select_related("learner"))
        marks = note_erased(held, now=now)
        Member.objects.filter(pk__in=[one.pk for one in held]).delete()
    note_in_list(marks)
    return len(held)


@dataclass(frozen=True, slots=True)
class ErasedAgain:
    people: int = 0
    organizations: int = 0
    places: int = 0


def erase_again(marks: frozenset[str], *, now: datetime) -> ErasedAgain:
    """Erase everybody and everything in this database that is recorded in `marks`."""
    if not marks:
        return ErasedAgain()
    people = [person for person in User.objects.iterator() if is_noted(person, marks)]
    for person in people:
        erase(learner=person)
    organizations = _noted(Organization.objects.iterator(), marks)
    places = _noted(Member.objects.select_related("learner").iterator(), marks)
    return ErasedAgain(
        people=len(people),
        organizations=erase_organizations(Organization.objects.filter(pk__in=organizations), now=now),
        places=erase_places(Member.objects.filter(pk__in=places), now=now),
    )


def _noted(rows: Iterable[Organization | Member], marks: frozenset[str]) -> list[int]:
    return [row.pk for row in rows if is_noted(row, marks)]


def erase_what_the_list_knows(*, now: datetime) -> ErasedAgain:
    """Erase again whoever came back with a database that was put back by other means than `restore`.

    Raises OSError when the list cannot be read.
    """
    unknown = not_in_table()
    keep_marks(unknown)
    return erase_again(frozenset(one.mark for one in unknown), now=now)


def forget_freed_pages() -> None:
    """SQLite keeps old pages in its write-ahead log until they are copied back; copy and empty it now."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
