"""Keeping a roster that was read, and putting its names on the list: all or nothing, safe to repeat."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta

from django.db import transaction

from courses.accounts.models import User
from courses.organizations.groups.members import CONSENT_WORDS, new_learner
from courses.organizations.models import Group, GuardianConsent, Member, RosterDraft
from courses.organizations.names import folded, sort_key
from courses.organizations.recording import record_event
from courses.organizations.rosters.files import RosterFile, RosterLine
from courses.organizations.rosters.judging import Judged, judge

BATCH = 500
KEPT = timedelta(days=1)
Progress = Callable[[int, int], None]  # rows done, rows in all


def lines_of(draft: RosterDraft) -> tuple[RosterLine, ...]:
    return tuple(RosterLine(number, nickname, consent) for number, nickname, consent in draft.lines)


def keep_draft(*, group: Group, file: RosterFile, key: str, actor: User, now: datetime) -> RosterDraft:
    """Keep what was read, for a day; the same form again keeps nothing new."""
    lines = [[line.number, line.nickname, line.consent] for line in file.lines]
    draft, _is_new = RosterDraft.objects.get_or_create(
        made_by=actor, key=key,
        defaults={
            "organization_id": group.organization_id, "group": group, "encoding": file.encoding, "lines": lines,
            "made_at": now,
        },
    )  # fmt: skip
    return draft


def forget_old_drafts(*, now: datetime) -> int:
    """Erase rosters read more than a day ago; meant for every day."""
    deleted, _by_model = RosterDraft.objects.filter(made_at__lt=now - KEPT).delete()
    return deleted


@transaction.atomic
def import_roster(
    *, draft: RosterDraft, remove: Iterable[int], actor: User, now: datetime, progress: Progress = lambda _d, _a: None
) -> dict[str, int]:
    """Put the new names on the list and take those of `remove` (members the file does not name) off it.

    Returns counts: added, removed, skipped. The same draft again returns the first counts.
    """
    held = RosterDraft.objects.select_for_update().select_related("group__organization").get(pk=draft.pk)
    if held.result is not None:
        return dict(held.result)
    group = Group.objects.select_for_update().select_related("organization").get(pk=held.group_id)
    report = judge(lines_of(held), group=group)
    _add(group, report.new, actor, now, progress)
    missing = {pk for pk, _nickname in report.missing}
    leaving = sorted(missing & set(remove))
    for start in range(0, len(leaving), BATCH):
        Member.objects.present().filter(group=group, pk__in=leaving[start : start + BATCH]).update(removed_at=now)
    result = {"added": len(report.new), "removed": len(leaving), "skipped": len(report.not_imported)}
    RosterDraft.objects.filter(pk=held.pk).update(imported_at=now, result=result, lines=[])
    about = f"+{result['added']} −{result['removed']}"
    record_event(
        organization=group.organization, actor=actor, what="roster-imported", group=group, about=about, now=now
    )
    return result


def _add(group: Group, rows: Sequence[Judged], actor: User, now: datetime, progress: Progress) -> None:
    for start in range(0, len(rows), BATCH):
        part = rows[start : start + BATCH]
        learners = User.objects.bulk_create([new_learner(now) for _row in part])
        made = Member.objects.bulk_create(
            _member(group, row, learner, now) for row, learner in zip(part, learners, strict=True)
        )
        GuardianConsent.objects.bulk_create(
            GuardianConsent(
                organization_id=group.organization_id, member=member, who=row.line.consent, words=CONSENT_WORDS,
                recorded_by=actor, at=now,
            )
            for row, member in zip(part, made, strict=True)
            if row.line.consent
        )  # fmt: skip
        progress(start + len(part), len(rows))


def _member(group: Group, row: Judged, learner: User, now: datetime) -> Member:
    name = row.line.nickname
    return Member(
        organization_id=group.organization_id, group=group, learner=learner, nickname=name, folded=folded(name),
        sort_key=sort_key(name), listed_at=now, is_under_14=True if row.line.consent else None,
    )  # fmt: skip
