"""`manage.py rotate_keys SECRET_KEY`: a new key into the file of settings, the earlier one behind it."""

from argparse import ArgumentParser
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from courses.accounts.security_log.events import OPERATOR, SecurityKind, note
from courses.accounts.sign_in.second_step.kept_secrets import seal_anew
from courses.languages.counting import counted
from courses.organizations.models import Card
from literacy.management.asking import add_yes, is_wanted
from literacy.setup.key_rotation import KEYS, CannotRotateError, earlier_keys, forget_earlier, rotate


class Command(BaseCommand):
    help = (
        "Make a new SECRET_KEY or ERASURE_KEY in the file of settings; the earlier one goes into its _FALLBACKS, so "
        "that nobody is signed out, open forms can be sent, and whoever was erased stays erased. No key is shown. "
        "Start the site again afterwards; with several servers, put the file onto each first."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", choices=KEYS, help="which key")
        parser.add_argument("--forget-earlier", action="store_true", help="instead: take the earlier ones out")
        add_yes(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        file, name = settings.ENV_FILE, options["name"]
        if file is None:
            raise CommandError("This site has no file of settings: its keys are in .local/. See manage.py make_env.")
        try:
            if options["forget_earlier"]:
                self._forget(file, name, yes=options["yes"])
            else:
                self._rotate(file, name, yes=options["yes"])
        except CannotRotateError as refused:
            raise CommandError(str(refused)) from None

    def _rotate(self, file: Path, name: str, *, yes: bool) -> None:
        self.stdout.write(f"{file} gets a new {name}; the earlier one goes into {name}_FALLBACKS.")
        if not is_wanted(self, yes=yes):
            return
        rotate(file, name)
        note(SecurityKind.KEY_ROTATED, actor=OPERATOR, about=name, now=timezone.now())
        self.stdout.write(
            f"done. Start the site again. When {self._when_it_may_go(name)}: manage.py rotate_keys {name} "
            "--forget-earlier"
        )

    def _forget(self, file: Path, name: str, *, yes: bool) -> None:
        number = earlier_keys(file, name)
        if not number:
            self.stdout.write(f"{name}_FALLBACKS holds none. Nothing was changed.")
            return
        going = counted(number, "{} earlier key goes", "{} earlier keys go")
        self.stdout.write(f"{going} out of {name}_FALLBACKS, for good. Only when {self._when_it_may_go(name)}.")
        if is_wanted(self, yes=yes):
            if name == "SECRET_KEY":
                self._seal_anew()
            forget_earlier(file, name)
            note(SecurityKind.KEY_ROTATED, actor=OPERATOR, about=f"{name} earlier ones forgotten", now=timezone.now())
            self.stdout.write("done. Start the site again.")

    def _seal_anew(self) -> None:
        """Secrets of the second step get the key of today; until now the earlier ones opened them."""
        lost = seal_anew()
        if lost:
            self.stdout.write(
                f"{counted(lost, '{} second step', '{} second steps')} cannot be opened with any key: "
                "see manage.py free_second_step"
            )

    def _when_it_may_go(self, name: str) -> str:
        """What still needs the earlier key."""
        if name == "ERASURE_KEY":
            return "no copy of the database from before the change is left"
        last = timezone.localdate() + timedelta(days=settings.SESSION_ABSOLUTE_DAYS)
        cards = Card.objects.opening().filter(letters__isnull=False).count()
        words = f"everybody has signed in anew ({last}, if the change was today), no copy from before is left"
        letters = counted(cards, "the letters of {} printed card", "the letters of {} printed cards")
        return f"{words} and {letters} are no longer typed" if cards else words
