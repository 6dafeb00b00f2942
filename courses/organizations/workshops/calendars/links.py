"""Makes and ends a person's secret address for calendars, and finds whose an address is."""

from datetime import datetime

from django.db import transaction

from courses.accounts.http.refusals import UNDO_WINDOW, TooLateError
from courses.accounts.models import User
from courses.organizations.models import CalendarLink
from courses.organizations.short_links.codes import new_token, token_hash


@transaction.atomic
def make_link(*, owner: User, key: str, now: datetime) -> str:
    """The secret of the new address; the old one ends, and is kept for as long as that can be undone. "" when this
    form was sent before: it is shown once."""
    User.objects.select_for_update().get(pk=owner.pk)
    before = CalendarLink.objects.filter(owner=owner).first()
    if before is not None and before.key == key:
        return ""
    token = new_token()
    values = {
        "token": token_hash(token), "key": key, "made_at": now, "ended_at": None,
        "token_before": before.token if before else "", "replaced_at": now if before else None,
    }  # fmt: skip
    CalendarLink.objects.update_or_create(owner=owner, defaults=values)
    return token


def end_link(*, owner: User, now: datetime) -> None:
    """End the person's calendar address: it no longer gives any data. Repeating changes nothing."""
    CalendarLink.objects.filter(owner=owner, ended_at=None).update(ended_at=now)


def take_link_back(*, owner: User, now: datetime) -> None:
    """The ended address works again, wherever it was put. Raises TooLateError; repeating changes nothing."""
    if not CalendarLink.objects.filter(owner=owner).exclude(ended_at__lte=now - UNDO_WINDOW).update(ended_at=None):
        raise TooLateError


@transaction.atomic
def use_earlier(*, owner: User, seen: datetime | None, now: datetime) -> None:
    """The address that the last one replaced works again, wherever it was put, and the last one ends, which can be
    undone alike. `seen` is when they were replaced, as it stood on the page: a second press changes nothing. Raises
    TooLateError."""
    User.objects.select_for_update().get(pk=owner.pk)
    link = CalendarLink.objects.filter(owner=owner).first()
    if link is None or not has_earlier(link, now):
        raise TooLateError
    if link.replaced_at != seen:
        return
    link.token, link.token_before = link.token_before, link.token
    link.replaced_at, link.ended_at = now, None
    link.save(update_fields=["token", "token_before", "replaced_at", "ended_at"])


def has_earlier(link: CalendarLink, now: datetime) -> bool:
    """Whether the address before this one can still take its place."""
    return bool(link.token_before) and link.replaced_at is not None and link.replaced_at > now - UNDO_WINDOW


def forget_ended_links(*, now: datetime) -> None:
    """Erase addresses whose way back is over; meant for every day."""
    CalendarLink.objects.filter(ended_at__lte=now - UNDO_WINDOW).delete()
    replaced = CalendarLink.objects.filter(replaced_at__lte=now - UNDO_WINDOW)
    replaced.update(token_before="", replaced_at=None)


def owner_of(token: str) -> User | None:
    working = CalendarLink.objects.filter(ended_at=None, owner__is_active=True).select_related("owner")
    found = working.filter(token=token_hash(token)).first()
    return found.owner if found else None
