"""`manage.py person`: finds somebody who asks in writing, gives them their data, and erases them."""

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import override

from courses.accounts.models import User
from courses.accounts.security_log.events import OPERATOR, SecurityKind, note
from courses.languages.counting import counted
from courses.languages.known import CODES, DEFAULT, SOURCE
from courses.privacy.erasure.erase import erase
from courses.privacy.erasure.tombstones import OtherKeyError, require_own_key
from courses.privacy.export import as_zip
from courses.privacy.finding import NoSuchGroupError, WantedPerson, find_people, shown
from literacy.management.asking import add_yes, is_wanted


class Command(BaseCommand):
    help = (
        "Find a person by what they name of themselves, and show how much is stored about them, never what. --export "
        "writes all of it into a file for them, as their own page does; --erase erases it, as their own page does: at "
        "once, in every restored copy too, and without a way back. First make sure that it is really them who ask."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--user-name", default="")
        parser.add_argument("--email", default="", metavar="ADDRESS")
        parser.add_argument("--card", default="", metavar="CODE", help="of its picture; with --group, its letters")
        parser.add_argument("--group", default="", metavar="CODE", help="the group's code, or its number")
        parser.add_argument("--nickname", default="", help="in the group of --group")
        parser.add_argument("--number", type=int, help="which one, where several fit")
        parser.add_argument("--export", type=Path, metavar="FILE", help="write all that is stored about them, as a ZIP")
        parser.add_argument("--language", choices=CODES, default=DEFAULT, help="of the file to read in that ZIP")
        parser.add_argument("--erase", action="store_true", help="erase all of it")
        add_yes(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        people = self._found(options)
        for one in people:
            self._show(one)
        if not options["export"] and not options["erase"]:
            return
        if len(people) > 1:
            raise CommandError("Several fit. Say which one with --number. Nothing was changed.")
        if options["export"]:
            self._export(people[0], options["export"], options["language"])
        if options["erase"]:
            self._erase(people[0], yes=options["yes"])

    def _found(self, options: dict[str, Any]) -> list[User]:
        wanted = WantedPerson(**{name: options[name] for name in ("user_name", "email", "card", "group", "nickname")})
        named = [bool(one) for one in (wanted.user_name, wanted.email, wanted.card, wanted.nickname)]
        if sum(named) != 1 or bool(wanted.nickname) > bool(wanted.group):
            raise CommandError(
                "Name one thing: --user-name, --email, --card, or --nickname with --group (letters of a card also need "
                "--group)."
            )
        try:
            people = list(find_people(wanted))
        except NoSuchGroupError:
            raise CommandError("No group has this code or number.") from None
        chosen = [one for one in people if options["number"] in (None, one.pk)]
        if not chosen:
            raise CommandError("Nobody here fits.")
        return chosen

    def _show(self, person: User) -> None:
        with override(SOURCE):
            found = shown(person)
        active = f", last active on {found.last_active_on}" if found.last_active_on else ""
        self.stdout.write(f"{found.pk}  {found.user_name}, since {found.since}{active}")
        for place in found.places:
            self.stdout.write(f"    {place}")
        for title, number in found.rows:
            self.stdout.write(f"    {number:>6}  {title}")

    def _export(self, person: User, file: Path, language: str) -> None:
        now = timezone.now()
        try:
            opened = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except OSError as problem:
            raise CommandError(f"{file} cannot be written: {problem.strerror}. Nothing was changed.") from None
        try:
            with os.fdopen(opened, "wb") as written, override(language):
                note(SecurityKind.EXPORT, account=person, actor=OPERATOR, about="own data", now=now)
                written.write(as_zip(person, now=now))
        except BaseException as problem:
            file.unlink()  # half of somebody's data is of no use, and nobody would delete it
            if isinstance(problem, OSError):
                raise CommandError(f"{file} cannot be written: {problem.strerror}.") from None
            raise
        self.stdout.write(f"{file}: written. Give it to them only, then delete it.")

    def _erase(self, person: User, *, yes: bool) -> None:
        try:
            require_own_key()
        except OtherKeyError as refused:
            raise CommandError(str(refused)) from None
        self.stdout.write(f"Erasing all of this about {person}, for good.")
        if is_wanted(self, yes=yes):
            gone = erase(learner=person, by=OPERATOR)
            self.stdout.write(counted(sum(gone.values()), "erased: {} row", "erased: {} rows"))
