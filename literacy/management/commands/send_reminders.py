"""`manage.py send_reminders`: writes to learners about what their group asked for by a day, and about things to do
that they asked to be reminded of; run it every day."""

from argparse import ArgumentParser
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from courses.catalog.published.library import catalog, go_on_with_sound_courses
from courses.languages.counting import counted
from courses.learning.planning.steps.reminders import send_reminders
from courses.organizations.assigning.reminders import send_due_reminders
from literacy.serving.command_mails import count_mails


class Command(BaseCommand):
    help = "Send the reminders that are due: at most one mail a person a day. Safe to repeat; run it daily."
    requires_system_checks = ()  # a mail needs titles only, and waits where a course cannot be read

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--site", help="address that links begin with (default: the first of ALLOWED_HOSTS)")

    def handle(self, *args: Any, **options: Any) -> None:
        site = _site(options["site"]) if options["site"] else _own_site()
        now = timezone.now()
        left_out = go_on_with_sound_courses()
        if left_out:
            self.stderr.write(
                f"reminders about {', '.join(left_out)} wait: errors in the content, see manage.py check_content"
            )
        outcomes = (send_due_reminders(site=site, now=now), send_reminders(catalog=catalog(), site=site, now=now))
        sent, failed = sum(one.sent for one in outcomes), sum(one.failed for one in outcomes)
        count_mails(sent=sent, failed=failed)
        if options["verbosity"]:
            self.stdout.write(f"reminders: {sent} sent, {failed} failed")
        if failed:
            raise CommandError(
                counted(failed, "{} reminder could not be sent", "{} reminders could not be sent"), returncode=1
            )


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
