"""`manage.py import_roster GROUP FILE`: the same import as on the site, with a progress bar, for long lists."""

import secrets
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from courses.accounts.models import User
from courses.languages.counting import counted
from courses.organizations.joining.rosters.actions import import_roster, keep_draft
from courses.organizations.joining.rosters.forms import REFUSALS
from courses.organizations.joining.rosters.judging import judge
from courses.organizations.joining.rosters.reading.files import ENCODINGS, RosterFile, read_roster
from courses.organizations.joining.rosters.reading.layouts import Layout
from courses.organizations.joining.rosters.reading.limits import FileRefusedError
from courses.organizations.models import Group

BAR = 40


class Command(BaseCommand):
    help = "Put the names of a CSV or XLSX file on a group's list. Without --yes it only says what would happen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("group", help="the group's code, as on its join sheet")
        parser.add_argument("file", type=Path)
        parser.add_argument("--as-user", required=True, help="user name of a facilitator of the group")
        parser.add_argument("--encoding", choices=ENCODINGS, default="")
        parser.add_argument("--names", type=int, help="number of the column with the names, if it is not certain")
        parser.add_argument("--guardians", type=int, help="number of the column that says which guardian agreed")
        parser.add_argument("--first-row", type=int, default=1, help="row of the first person, with --names")
        parser.add_argument("--yes", action="store_true", help="really do it")

    def handle(self, *args: Any, **options: Any) -> None:
        actor = User.objects.filter(username=options["as_user"]).first()
        code = options["group"].upper().replace("-", "").replace(" ", "")
        group = Group.objects.led_by(actor).filter(code=code).select_related("organization").first()
        if actor is None or group is None:
            raise CommandError("No group with this code is led by this person.")
        roster = self._read(options)
        report = judge(roster.rows, group=group)
        words = ", ".join(f"{count} {verdict}" for verdict, count in report.counts.items())
        rows = counted(len(report.rows), "{} row", "{} rows")
        self.stdout.write(f"{rows}: {words}; {len(report.missing)} on the list but not in the file")
        if not options["yes"]:
            self.stdout.write("Nothing was changed. Add --yes to do it.")
            return
        now = timezone.now()
        draft = keep_draft(group=group, file=roster, key=secrets.token_urlsafe(12), actor=actor, now=now)
        result = import_roster(draft=draft, remove=(), actor=actor, now=now, progress=self._show)
        skipped = counted(result["skipped"], "{} row", "{} rows")
        self.stdout.write(f"\n{result['added']} added, {skipped} changed nothing")

    def _read(self, options: dict[str, Any]) -> RosterFile:
        """With --names nothing is guessed."""
        names, guardians = options["names"], options["guardians"]
        layout = Layout(first_row=options["first_row"], names=((names or 1) - 1,), consent=guardians and guardians - 1)
        try:
            content = options["file"].read_bytes()
            return read_roster(content, encoding=options["encoding"], layout=layout if names else None)
        except FileRefusedError as refused:
            raise CommandError(str(REFUSALS[refused.reason])) from None
        except OSError as problem:
            raise CommandError(f"{options['file']}: {problem.strerror}") from None

    def _show(self, done: int, total: int) -> None:
        filled = BAR * done // total
        self.stdout.write(f"\r[{'#' * filled}{'-' * (BAR - filled)}] {done} of {total}", ending="")
        self.stdout.flush()
