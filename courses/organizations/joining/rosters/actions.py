"""Stores a parsed roster and imports its names part by part, each part all or nothing."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from courses.accounts.http.refusals import UNDO_WINDOW
from courses.accounts.models import User
from courses.organizations.access.audit_log import record_event
from courses.organizations.forms.names import folded, sort_key
from courses.organizations.groups.members import CONSENT_WORDS, new_learner
from courses.organizations.joining.rosters.judging import JudgedRow, RosterReport, judge
from courses.organizations.joining.rosters.reading.files import RosterFile
from courses.organizations.joining.rosters.reading.people import RosterLine
from courses.organizations.joining.stays import note_stays
from courses.organizations.models import Group, GuardianConsent, Member, RosterDraft

BATCH = 500
PART = 2_000  # rows judged and written at once: about a second, in which nobody else can write
KEPT = timedelta(days=1)
Progress = Callable[[int, int], None]  # rows done, rows in all


@dataclass(frozen=True, slots=True)
class RosterPart:
    """The rows of a draft to import next; `start` rows were imported before."""

    lines: tuple[RosterLine, ...]
    earlier: tuple[RosterLine, ...]
    start: int
    total: int

    @property
    def end(self) -> int:
        return self.start + len(self.lines)

    @property
    def is_last(self) -> bool:
        return self.end >= self.total

    def judged(self, group: Group, *, are_others: bool = False) -> RosterReport:
        return judge(self.lines, group=group, earlier=self.earlier, is_last=self.is_last, are_others=are_others)


def part_of(draft: RosterDraft) -> RosterPart:
    """The next part of a draft, and the rows before it, which are needed to find duplicates and missing people."""
    start, total = rows_done(draft), len(draft.lines)
    end = min(start + PART, total)
    return RosterPart(_lines(draft.lines[start:end]), _lines(draft.lines[:start]), start, total)


def _lines(rows: Iterable[Sequence[Any]]) -> tuple[RosterLine, ...]:
    return tuple(RosterLine(*row) for row in rows)


def rows_done(draft: RosterDraft) -> int:
    """How many rows of a draft were imported; a finished draft has no rows left."""
    return int((draft.result or {}).get("rows", 0))


def keep_draft(*, group: Group, file: RosterFile, key: str, actor: User, now: datetime) -> RosterDraft:
    """Store a parsed file for a day; the same form again stores nothing new."""
    lines = [[line.number, line.nickname, line.consent, line.reason, line.mark] for line in file.rows]
    draft, _is_new = RosterDraft.objects.get_or_create(
        made_by=actor, key=key,
        defaults={
            "organization_id": group.organization_id, "group": group, "encoding": file.encoding, "lines": lines,
            "made_at": now,
        },
    )  # fmt: skip
    return draft


def forget_old_drafts(*, now: datetime) -> int:
    """Delete drafts parsed more than a day ago, and undo data of imports that is no longer needed; run daily."""
    gone = now - UNDO_WINDOW
    is_over = Q(imported_at__lt=gone, undone_at=None) | Q(undone_at__lt=gone) | Q(undone_at=None, made_at__lt=gone)
    unused = Q(made_at__lt=now - KEPT, imported_at=None, undone_at=None, result__isnull=True)
    deleted, _by_model = RosterDraft.objects.filter(is_over | unused).delete()
    RosterDraft.objects.filter(made_at__lt=now - KEPT).exclude(lines=[]).update(lines=[])
    return deleted


def import_roster(
    *, draft: RosterDraft, remove: Iterable[int], actor: User, now: datetime, progress: Progress = lambda _d, _a: None
) -> dict[str, int]:
    """Import all parts of a draft, one after the other; after an interruption, the same call continues."""
    leaving = list(remove)
    while not draft.is_over:
        import_part(draft=draft, start=rows_done(draft), remove=leaving, actor=actor, now=now, progress=progress)
        draft.refresh_from_db()
    return result_of(draft)


def result_of(draft: RosterDraft) -> dict[str, int]:
    """The counts: added, removed, skipped."""
    found = draft.result or {}
    return {name: found.get(name, 0) for name in ("added", "removed", "skipped")}


@transaction.atomic
def import_part(
    *,
    draft: RosterDraft,
    start: int,
    remove: Iterable[int],
    actor: User,
    now: datetime,
    are_others: bool = False,
    progress: Progress = lambda _d, _a: None,
) -> None:
    """Add the new names of the next part and, with the last part, remove the members in `remove`.

    `start` is the first row of the part that was shown, so that pressing twice imports it once.
    """
    held = RosterDraft.objects.select_for_update().select_related("group__organization").get(pk=draft.pk)
    if held.is_over or rows_done(held) != start:
        return
    group = Group.objects.select_for_update().select_related("organization").get(pk=held.group_id)
    part = part_of(held)
    report = part.judged(group, are_others=are_others)
    _add(held, report.new, actor, now, lambda done, _all: progress(start + done, part.total))
    leaving = sorted({pk for pk, _nickname in report.missing} & set(remove))
    for first in range(0, len(leaving), BATCH):
        Member.objects.present().filter(group=group, pk__in=leaving[first : first + BATCH]).update(
            removed_at=now, went_by=held
        )
    note_stays(leaving, now=now)
    counts = {"added": len(report.new), "removed": len(leaving), "skipped": len(report.not_imported)}
    result = {name: count + counts[name] for name, count in result_of(held).items()}
    over = {"imported_at": now, "lines": []} if part.is_last else {}
    RosterDraft.objects.filter(pk=held.pk).update(result={**result, "rows": part.end}, **over)
    about = f"+{counts['added']} −{counts['removed']}"
    record_event(
        organization=group.organization, actor=actor, what="roster-imported", group=group, about=about, now=now
    )


def _add(draft: RosterDraft, rows: Sequence[JudgedRow], actor: User, now: datetime, progress: Progress) -> None:
    for start in range(0, len(rows), BATCH):
        part = rows[start : start + BATCH]
        _fill_again(draft, [row for row in part if row.member is not None], now)
        fresh = [row for row in part if row.member is None]
        learners = User.objects.bulk_create([new_learner(now) for _row in fresh])
        made = Member.objects.bulk_create(
            _member(draft, row, learner, now) for row, learner in zip(fresh, learners, strict=True)
        )
        note_stays([*(member.pk for member in made), *(row.member for row in part if row.member is not None)], now=now)
        consents = [(row, member.pk) for row, member in zip(fresh, made, strict=True)]
        consents += [(row, row.member) for row in part if row.member is not None]
        GuardianConsent.objects.bulk_create(
            (
                GuardianConsent(
                    organization_id=draft.organization_id, member_id=member, who=row.line.consent, words=CONSENT_WORDS,
                    recorded_by=actor, at=now,
                )
                for row, member in consents
                if row.line.consent
            ),
            ignore_conflicts=True,
        )  # fmt: skip
        progress(start + len(part), len(rows))


def _fill_again(draft: RosterDraft, rows: Sequence[JudgedRow], now: datetime) -> None:
    """Places that an undone import left behind. Whether a guardian agreed is what this list says, not what that did."""
    places = Member.objects.filter(pk__in=[row.member for row in rows])
    GuardianConsent.objects.filter(member__in=places, at=F("member__listed_at")).delete()
    places.update(removed_at=None, listed_at=now, came_by=draft, went_by=None, is_under_14=None)
    places.filter(pk__in=[row.member for row in rows if row.line.consent]).update(is_under_14=True)


def _member(draft: RosterDraft, row: JudgedRow, learner: User, now: datetime) -> Member:
    name = row.line.nickname
    return Member(
        organization_id=draft.organization_id, group_id=draft.group_id, learner=learner, nickname=name,
        folded=folded(name), sort_key=sort_key(name), listed_at=now, came_by=draft, began_here=True,
        is_under_14=True if row.line.consent else None,
    )  # fmt: skip
