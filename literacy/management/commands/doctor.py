"""`manage.py doctor`: says in plain words what is wrong with this site, and what to do; with -v0 nothing else."""

from argparse import ArgumentParser, ArgumentTypeError
from platform import python_version
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import connection
from django.utils import timezone

from courses.languages.counting import counted
from literacy import __version__
from literacy.setup.examining import ALL, NEEDED, Finding, send_test_mail


class Command(BaseCommand):
    help = "Examine the site: storage, mail, content, copies, progress … Ends with 1 when something is wrong."
    requires_system_checks = ()  # what they find is found here too, in an order that helps

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--mail", metavar="ADDRESS", type=an_address, help="send a test message there as well")

    def handle(self, *args: Any, **options: Any) -> None:
        now, wrong, is_quiet = timezone.now(), 0, not options["verbosity"]
        if not is_quiet:
            self.stdout.write(f"version  {__version__}, Python {python_version()}, {connection.vendor}")
        for examination in ALL:
            found = tuple(examination.find(now))
            wrong += self._say(examination.name, found, is_quiet)
            if found and examination in NEEDED:
                raise CommandError("the site cannot work like this; nothing else was looked at")
        if options["mail"]:
            wrong += self._say("test message", tuple(send_test_mail(options["mail"])), is_quiet)
        if wrong:
            raise CommandError(counted(wrong, "{} thing is wrong", "{} things are wrong"))

    def _say(self, name: str, found: tuple[Finding, ...], is_quiet: bool) -> int:
        """Print what was found; returns how much of it is wrong."""
        if not found and not is_quiet:
            self.stdout.write(f"well     {name}")
        for one in found:
            self.stdout.write(
                f"{'to do   ' if one.is_warning else 'WRONG   '} {name}: {one.says}\n         → {one.to_do}"
            )
        return sum(not one.is_warning for one in found)


def an_address(typed: str) -> str:
    try:
        validate_email(typed)
    except ValidationError:
        raise ArgumentTypeError(f"{typed!r} is no address. Write it like you@example.org.") from None
    return typed
