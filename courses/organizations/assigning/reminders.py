"""Reminders about assignments by e-mail: one at most two days before the due day, one after it.

They share the table of sent reminders with those about action steps: one person gets at most one mail a day.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from smtplib import SMTPException

from django.db import transaction
from django.utils import timezone

from courses.accounts.models import User
from courses.learning.models import ReminderSent
from courses.learning.planning.steps.reminders import FAILURES_IN_A_ROW, MailOutcome, NoConnection, send_once
from courses.organizations.assigning.learner_assignments import SOON_DAYS, Assigned, assigned_to
from courses.organizations.assigning.reminder_mail import assignment_mail
from courses.organizations.assigning.wanted_mail import wants_group_mail
from courses.organizations.models import Assignment, Member

LATE_WITHIN = timedelta(days=14)  # whoever joins later is not written to about days long past
SOMEWHERE = timedelta(days=1)  # somewhere on Earth it is already tomorrow, or still yesterday


@dataclass(frozen=True, slots=True)
class DueReminder:
    """One reminder to send today; `about` is the value stored of it."""

    learner: User
    assigned: Assigned
    about: str


def due_reminders(now: datetime) -> Iterator[DueReminder]:
    """Today's reminders of everybody with an address and something due.

    At most one for each person, and none that was sent before.
    """
    for learner in list(_who_may_be_due(now)):
        due = due_for(learner, now)
        if due is not None:
            yield due


def _who_may_be_due(now: datetime) -> Iterator[User]:
    today = timezone.localdate(now)
    first, last = today - LATE_WITHIN - SOMEWHERE, today + timedelta(days=SOON_DAYS) + SOMEWHERE
    groups = Assignment.objects.standing().filter(due_on__range=(first, last)).values("group")
    members = Member.objects.joined().filter(group__in=groups, group__archived_at=None)
    people = User.objects.filter(pk__in=members.values("learner"), is_active=True, group_mail__isnull=False)
    yield from people.exclude(email="").order_by("pk")


def due_for(learner: User, now: datetime) -> DueReminder | None:
    """The most pressing assignment about which this learner has had no reminder yet; None when there is none."""
    sent = dict(learner.reminders.values_list("about", "day"))
    if timezone.localdate(now) in sent.values() or not wants_group_mail(learner.pk):
        return None
    for one in assigned_to(learner, now):
        about = _about(one, now)
        if about and about not in sent:
            return DueReminder(learner, one, about)
    return None


def _about(one: Assigned, now: datetime) -> str:
    """A day that was changed is written about anew."""
    day = f", {one.due_on}" if one.due_changed_at else ""
    if one.is_due_soon:
        return f"assignment {one.assignment}: soon{day}"
    is_recent = one.due_on is not None and timezone.localdate(now) - one.due_on <= LATE_WITHIN
    return f"assignment {one.assignment}: late{day}" if one.is_overdue and is_recent else ""


def send_due_reminders(*, site: str, now: datetime) -> MailOutcome:
    """Write to everybody who is due; `site` is the address that links begin with. Safe to repeat."""
    outcome, in_a_row = MailOutcome(), 0
    for due in due_reminders(now):
        if in_a_row >= FAILURES_IN_A_ROW:
            outcome.failed += 1
            continue
        try:
            outcome.sent += _remind(due, site, now)
            in_a_row = 0
        except NoConnection:
            outcome.failed += 1
            in_a_row += 1
        except (SMTPException, OSError, ValueError):  # perhaps it was taken all the same, so it is not tried again
            outcome.failed += 1
            in_a_row = 0
    return outcome


def _remind(due: DueReminder, site: str, now: datetime) -> bool:
    reminder = _claim(due.learner.pk, now)
    if reminder is None:
        return False
    send_once(reminder[0], assignment_mail(reminder[1].learner, reminder[1].assigned, site), now)
    return True


@transaction.atomic
def _claim(learner: int, now: datetime) -> tuple[ReminderSent, DueReminder] | None:
    """Note today's mail before it is sent; None when there is none any more, or another run has noted it already."""
    person = User.objects.select_for_update().filter(pk=learner).exclude(email="").first()
    due = due_for(person, now) if person else None
    if person is None or due is None:
        return None
    reminder, is_mine = ReminderSent.objects.get_or_create(
        learner=person, day=timezone.localdate(now), defaults={"about": due.about}
    )
    return (reminder, due) if is_mine else None
