"""`manage.py security_log`: who signed in, failed to, changed rights, looked at people, took files."""

from argparse import ArgumentParser, ArgumentTypeError
from datetime import date, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from courses.accounts.security_log.events import SecurityKind
from courses.accounts.security_log.reading import about_person, lines_between
from literacy.management.asking import account_named


class Command(BaseCommand):
    help = "Read the security log: one line an event; accounts are codes, addresses are cut. It is kept for a year."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--from", dest="first", type=a_day, metavar="DAY", help="like 2026-11-29 (default: today)")
        parser.add_argument("--to", dest="last", type=a_day, metavar="DAY", help="its last day (default: today)")
        parser.add_argument("--kind", choices=[one.value for one in SecurityKind], action="append", help="only these")
        parser.add_argument("--user-name", help="only what concerns this account, or was done by it")

    def handle(self, *args: Any, **options: Any) -> None:
        today = timezone.localdate()
        last = options["last"] or max(today, options["first"] or today)
        if (options["first"] or last) > last:
            raise CommandError(f"--from is after --to: {options['first']} and {last}.")
        found = lines_between(options["first"] or min(today, last), last)
        if options["kind"]:
            found = found.filter(kind__in=options["kind"])
        if options["user_name"]:
            found = about_person(found, account_named(options["user_name"]))
        if not found.exists():
            self.stderr.write("The log holds nothing of what was asked for.")  # not to a pipe, which counts lines
        for one in found.iterator():
            at = timezone.localtime(one.at)
            parts = (
                ("account", one.account), ("by", one.actor if one.actor != one.account else ""), ("from", one.address),
            )  # fmt: skip
            words = " ".join(f"{name} {value}" for name, value in parts if value)
            self.stdout.write(f"{at:%Y-%m-%d %H:%M:%S}  {one.kind:<19} {words}{f' ({one.about})' if one.about else ''}")


def a_day(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        today = timezone.localdate()
        raise ArgumentTypeError(f"{typed!r} is no day. Write it like {today - timedelta(days=1)}.") from None
