"""The pages of a plan, and giving it."""

import re
from datetime import date, timedelta

from django.http import HttpResponse

from courses.organizations.models import Group, Plan
from tests.organizations.pages import key_in, url

A_DAY = timedelta(days=1)
FIRST = date(2026, 12, 1)


def page_of(plan: Plan, name: str = "plan", *more: int) -> str:
    return url(name, plan.organization_id, plan.pk, *more)


def hand_out(client, plan: Plan, *groups: Group, starts_on: date = FIRST, **more):
    """Fill the form in, and press on the page that shows it."""
    sent = {"groups": [group.pk for group in groups], "starts_on": starts_on.isoformat(), **more}
    asked = client.post(page_of(plan, "plan-give"), sent)
    if asked.status_code != 200:
        return asked
    return client.post(page_of(plan, "plan-give"), {**sent, **sent_on(asked), "stage": "send"})


def sent_on(asked: HttpResponse) -> dict[str, list[str]]:
    """What the form of the page before sends along."""
    form = asked.content.decode().partition('value="send"')
    found: dict[str, list[str]] = {"key": [key_in(form[2])]}
    for name, value in re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form[0].rpartition("<form")[2]):
        found.setdefault(name, []).append(value)
    return found
