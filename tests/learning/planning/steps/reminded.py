"""Somebody who is reminded by e-mail."""

from courses.accounts.models import User
from courses.catalog.published.library import catalog
from courses.learning.planning.steps.reminders import send_reminders
from tests.conftest import make_account

SITE = "https://learn.example.org"


def person(name: str = "xiaolin", **values) -> User:
    account = make_account(name)
    User.objects.filter(pk=account.pk).update(email=f"{name}@example.org", **values)
    account.refresh_from_db()
    return account


def run(now) -> tuple[int, int]:
    outcome = send_reminders(catalog=catalog(), site=SITE, now=now)
    return outcome.sent, outcome.failed
