"""Makes and ends a person's secret address for calendars, and finds whose an address is."""

from datetime import datetime

from django.db import transaction

from courses.accounts.http.refusals import UNDO_WINDOW, TooLateError
from courses.accounts.models import User
from courses.organizations.models import CalendarLink
from courses.organizations.short_links.codes import new_token, token_hash


@transaction.atomic
def make_link(*, owner: User, key: str, now: datetime) -> str:
    """The secret of the new address; the old one ends. "" when this form was sent before: it is shown once."""
    User.objects.select_for_update().get(pk=owner.pk)
    if CalendarLink.objects.filter(owner=owner, key=key).exists():
        return ""
    token = new_token()
    values = {"token": token_hash(token), "key": key, "made_at": now, "ended_at": None}
    CalendarLink.objects.update_or_create(owner=owner, defaults=values)
    return token


def end_link(*, owner: User, now: datetime) -> None:
    """End the person's calendar address: it no longer gives any data. Repeating changes nothing."""
    CalendarLink.objects.filter(owner=owner, ended_at=None).update(ended_at=now)


def take_link_back(*, owner: User, now: datetime) -> None:
    """The ended address works again, wherever it was put. Raises TooLateError; repeating changes nothing."""
    if not CalendarLink.objects.filter(owner=owner).exclude(ended_at__lte=now - UNDO_WINDOW).update(ended_at=None):
        raise TooLateError


def forget_ended_links(*, now: datetime) -> None:
    """Erase addresses whose way back is over; meant for every day."""
    CalendarLink.objects.filter(ended_at__lte=now - UNDO_WINDOW).delete()


def owner_of(token: str) -> User | None:
    working = CalendarLink.objects.filter(ended_at=None, owner__is_active=True).select_related("owner")
    found = working.filter(token=token_hash(token)).first()
    return found.owner if found else None
