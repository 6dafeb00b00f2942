"""A workshop that ended, opened again: the way back from ending it by mistake, and who was there on that day."""

from datetime import datetime

from django.db import transaction

from courses.accounts.http.refusals import ClosedError
from courses.accounts.models import User
from courses.organizations.access.audit_log import record_event
from courses.organizations.forms.zones import today_in
from courses.organizations.groups.attendance.actions import note_meeting
from courses.organizations.models import Meeting, SessionRun
from courses.organizations.models.sessions import RUN_CODE_LETTERS
from courses.organizations.short_links.codes import new_code
from courses.organizations.workshops.actions import days_of, is_running


@transaction.atomic
def reopen_run(*, run: SessionRun, actor: User, now: datetime) -> SessionRun:
    """It goes on where it was, by its old code unless another workshop has that now; its answers are erased on the
    same day as before. Another day stands on the sheet of attendance once somebody is noted on it, not before.
    Raises ClosedError. Repeating changes nothing."""
    held = SessionRun.objects.select_for_update().select_related("group__organization").get(pk=run.pk)
    if is_running(held, now):
        return held
    if not held.group.is_open(today_in(held.group.time_zone, now)):
        raise ClosedError
    while SessionRun.objects.filter(code=held.code, closed_at=None).exclude(pk=held.pk).exists():
        held.code = new_code(RUN_CODE_LETTERS)
    held.closed_at, held.reopened_at, held.version = None, now, held.version + 1
    held.save(update_fields=["code", "closed_at", "reopened_at", "version"])
    record_event(
        organization=held.group.organization, actor=actor, group=held.group, what="session-reopened",
        about=held.about, now=now,
    )  # fmt: skip
    return held


def note_last_day(run: SessionRun) -> Meeting:
    """The last day of this workshop on the sheet of attendance, for somebody who notes it by hand."""
    return note_meeting(group=run.group, day=days_of(run)[-1], lesson=run.about)
