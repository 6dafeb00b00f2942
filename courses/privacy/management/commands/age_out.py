"""`manage.py age_out`: erases what has been kept as long as promised; run it every day."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from courses.languages.counting import counted
from courses.privacy.erasure.erase import ErasedAgain, erase_what_the_list_knows
from courses.privacy.erasure.tombstones import complete_list
from courses.privacy.retention import age_out


class Command(BaseCommand):
    help = "Erase guests without use for 180 days, and ended sessions. Safe to repeat; run it daily."
    requires_system_checks = ()  # those look at pages, and this must run while something of them is broken

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--erasure-key-is-lost", action="store_true", help="go on with another ERASURE_KEY than this database's"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        try:
            complete_list()
            again = erase_what_the_list_knows(now=now)
        except OSError as problem:
            raise CommandError(f"Whoever is erased cannot be noted beside the database: {problem}") from None
        if again != ErasedAgain():
            self.stderr.write(
                f"erased again, because this database was put back without `restore`: "
                f"{counted(again.people, '{} person', '{} people')}, "
                f"{counted(again.organizations, '{} organisation', '{} organisations')}, "
                f"{counted(again.places, '{} place in a group', '{} places in groups')}"
            )
        done = age_out(now=now)
        if options["verbosity"]:
            self.stdout.write(
                f"erased: {counted(done['guests'], '{} idle guest', '{} idle guests')}, "
                f"{counted(done['claimed'], '{} claimed guest', '{} claimed guests')}, "
                f"{counted(done['sessions'], '{} ended session', '{} ended sessions')}"
            )
