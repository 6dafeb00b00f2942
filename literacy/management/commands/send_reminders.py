"""`manage.py send_reminders`: writes to learners who asked to be reminded of a thing to do; run it every day."""

from argparse import ArgumentParser
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from courses.catalog.library import catalog
from courses.learning.steps.reminders import send_reminders


class Command(BaseCommand):
    help = "Send the reminders that are due: at most one mail a person a day. Safe to repeat; run it daily."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--site", help="address that links begin with (default: the first of ALLOWED_HOSTS)")

    def handle(self, *args: Any, **options: Any) -> None:
        site = _site(options["site"]) if options["site"] else _own_site()
        outcome = send_reminders(catalog=catalog(), site=site, now=timezone.now())
        self.stdout.write(f"reminders: {outcome.sent} sent, {outcome.failed} failed")
        if outcome.failed:
            raise CommandError(f"{outcome.failed} reminders could not be sent", returncode=1)


def _site(typed: str) -> str:
    parts = urlsplit(typed)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.path.strip("/") or parts.query:
        raise CommandError("--site must be an address like https://learn.example.org")
    return f"{parts.scheme}://{parts.netloc}"


def _own_site() -> str:
    host = next((name for name in settings.ALLOWED_HOSTS if not name.startswith((".", "*"))), None)
    if host is None:
        raise CommandError("ALLOWED_HOSTS names no host in full. Say where the site is: --site https://…")
    return f"{'https' if settings.HTTPS else 'http'}://{host}"
