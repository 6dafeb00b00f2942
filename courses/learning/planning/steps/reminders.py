"""Reminders by e-mail: "Did you do it?" when a question falls due. At most one mail a person a day, never twice.

The row in ReminderSent is committed before the mail is handed over, so a run that is killed in between never sends
the mail again: at worst it is not sent at all. Only where no connection to the mail server came about, and so
nothing can have been sent, is the row taken away again and the next run tries anew.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from smtplib import SMTPException

from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.utils import timezone

from courses.accounts.models import User
from courses.catalog.model.lessons import Catalog
from courses.learning.models import ReminderSent, StepChoice
from courses.learning.planning.steps.reminder_mail import reminder_mail
from courses.learning.planning.steps.shown import ActionStep, taken_up

MAIL_WITHIN = timedelta(days=14)  # of falling due: older questions wait for the next visit instead
FAILURES_IN_A_ROW = 3  # connections; then the server is taken to be down and the rest waits for the next run


@dataclass
class MailOutcome:
    """How many mails were handed over, and how many could not be."""

    sent: int = 0
    failed: int = 0


def send_reminders(*, catalog: Catalog, site: str, now: datetime) -> MailOutcome:
    """Write to everybody who asked for it and whose question fell due; `site` is the address links begin with."""
    outcome, in_a_row = MailOutcome(), 0
    for learner in _who_wants_mail():
        if in_a_row >= FAILURES_IN_A_ROW:
            outcome.failed += _due(learner, catalog, now) is not None
            continue
        try:
            outcome.sent += _remind(learner, catalog, site, now)
            in_a_row = 0
        except NoConnection:
            outcome.failed += 1
            in_a_row += 1
        except (SMTPException, OSError, ValueError):  # refused, cut off, or the address is none: perhaps it was taken
            outcome.failed += 1  # all the same, so it is not tried again
            in_a_row = 0
    return outcome


class NoConnection(Exception):
    """The mail server could not be reached: nothing was handed over."""


def _who_wants_mail() -> Iterator[User]:
    wanted = StepChoice.objects.filter(wants_mail=True, choice=StepChoice.WILL)
    people = User.objects.filter(pk__in=wanted.values("learner"), is_active=True).exclude(email="").order_by("pk")
    yield from list(people)  # read before writing: a mail may take seconds


def _remind(learner: User, catalog: Catalog, site: str, now: datetime) -> bool:
    """Send this person's mail of today, if there is one. Raises NoConnection, SMTPException, OSError, ValueError."""
    claimed = _claim(learner.pk, catalog, now)
    if claimed is None:
        return False
    reminder, step = claimed
    send_once(reminder, reminder_mail(reminder.learner, step, site), now)
    return True


def send_once(reminder: ReminderSent, message: EmailMessage, now: datetime) -> None:
    """Give the mail to the server, once. Raises NoConnection (then `reminder` is gone), SMTPException, OSError."""
    connection = get_connection()
    try:
        connection.open()
    except (SMTPException, OSError) as problem:
        reminder.delete()
        raise NoConnection from problem
    try:
        connection.send_messages([message])
        ReminderSent.objects.filter(pk=reminder.pk).update(sent_at=now)
    finally:
        with suppress(SMTPException, OSError):  # a server that hangs up badly has taken the mail all the same
            connection.close()


@transaction.atomic
def _claim(learner: int, catalog: Catalog, now: datetime) -> tuple[ReminderSent, ActionStep] | None:
    """Note today's mail before it is sent; None when there is none, or another run has noted it already."""
    person = User.objects.select_for_update().filter(pk=learner).exclude(email="").first()
    step = _due(person, catalog, now) if person else None
    if person is None or step is None:
        return None
    today = timezone.localdate(now)
    reminder, is_mine = ReminderSent.objects.get_or_create(
        learner=person, day=today, defaults={"about": _about(step)}
    )  # fmt: skip
    return (reminder, step) if is_mine else None


def _due(learner: User, catalog: Catalog, now: datetime) -> ActionStep | None:
    """The step to write about today: asked for, due lately, not written about before; none after today's mail."""
    today = timezone.localdate(now)
    sent = dict(learner.reminders.values_list("about", "day"))
    if today in sent.values():
        return None
    for step in taken_up(learner, catalog, today):
        since = step.due_since
        is_recent = since is not None and today - since <= MAIL_WITHIN
        if step.wants_mail and is_recent and _about(step) not in sent:
            return step
    return None


def _about(step: ActionStep) -> str:
    """Which question, of which promise: begun anew, it is another one."""
    assert step.row is not None  # only what was taken up is asked about
    day = timezone.localdate(step.row.chosen_at)
    return f"{step.asks} days: {step.lesson.course}/{step.lesson.slug}, {day}"
