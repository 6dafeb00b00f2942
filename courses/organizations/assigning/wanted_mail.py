"""Whether a learner wants reminders about assignments: only after they asked for them."""

from datetime import datetime

from django.db import transaction

from courses.accounts.models import User
from courses.learning.planning.steps.stopping import OtherReminders
from courses.organizations.models import GroupMail


def wants_group_mail(learner: int) -> bool:
    """Whether this learner gets reminders about assignments."""
    return GroupMail.objects.filter(learner=learner).exists()


@transaction.atomic
def want_group_mail(*, learner: User, is_wanted: bool, now: datetime) -> None:
    """Turn a learner's reminders about assignments on or off; safe to repeat."""
    person = User.objects.select_for_update().get(pk=learner.pk)
    if is_wanted:
        GroupMail.objects.get_or_create(learner=person, defaults={"since": now})
    else:
        _end(person, now)


def _end(person: User, _now: datetime) -> None:
    GroupMail.objects.filter(learner=person).delete()


GROUP_REMINDERS = OtherReminders(are_wanted_by=wants_group_mail, end=_end)
