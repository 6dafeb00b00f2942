"""Makes and ends a person's secret address for calendars, and finds whose an address is."""

from datetime import datetime

from django.db import transaction

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
    values = {"token": token_hash(token), "key": key, "made_at": now}
    CalendarLink.objects.update_or_create(owner=owner, defaults=values)
    return token


def end_link(*, owner: User) -> None:
    """End the person's calendar address: it no longer gives any data. Repeating changes nothing."""
    CalendarLink.objects.filter(owner=owner).delete()


def owner_of(token: str) -> User | None:
    found = CalendarLink.objects.filter(token=token_hash(token), owner__is_active=True).select_related("owner").first()
    return found.owner if found else None
