"""`manage.py throttles`: who is held back at the moment because too much was tried, and freeing one of them."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from courses.accounts.rate_limits.held_back import CannotBeListedError, HeldBack, free, held_back
from courses.languages.counting import counted


class Command(BaseCommand):
    help = (
        "List who is held back at the moment: which limit, how many tries, when it ends by itself. Addresses are cut, "
        "and names are nowhere: ask when it happened. --free ID lets one of them try again at once."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--free", metavar="ID", help="forget the tries of this line")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            found = held_back()
        except CannotBeListedError:
            raise CommandError("This site counts in the memory of each process, which cannot be listed.") from None
        if options["free"]:
            self._free(found, options["free"])
            return
        for one in found:
            last, until = timezone.localtime(one.last_at), timezone.localtime(one.until)
            tries = counted(one.tries, "{} try", "{} tries")
            self.stdout.write(
                f"{one.id}  {one.limit}: {tries}, the last at {last:%H:%M:%S}, by {one.whose}; until "
                f"{until:%Y-%m-%d %H:%M:%S}"
            )
        if not found:
            self.stdout.write("Nobody is held back.")

    def _free(self, found: list[HeldBack], wanted: str) -> None:
        for one in found:
            if one.id == wanted:
                free(one, now=timezone.now())
                self.stdout.write(f"{wanted}: freed")
                return
        raise CommandError(f"Nobody is held back under {wanted!r}: it may have ended by itself. Nothing was changed.")
