"""`manage.py restore FILE --yes`: brings a copy back; everybody is signed out, and who was erased stays erased."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from courses.languages.counting import counted
from courses.privacy.backup.postgres_programs import BackupRefusedError
from courses.privacy.backup.restoring import ErasuresUnknownError, restore_backup

COME_BACK = "--even-if-erased-people-come-back"


class Command(BaseCommand):
    help = "Put a copy made by `backup` in the place of the database. Stop the site first."
    requires_system_checks = ()  # those look at pages, and this must run while something of them is broken

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--yes", action="store_true", help="really replace what is in the database now")
        parser.add_argument(
            "--erased-list", type=Path, action="append", default=[], metavar="FILE",
            help="list of erased people (erased.txt) of another server; may be repeated",
        )  # fmt: skip
        parser.add_argument(COME_BACK, action="store_true", help="restore although it is not known who was erased")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["yes"]:
            raise CommandError("This replaces everything in the database. Stop the site, then say --yes.")
        try:
            done = restore_backup(
                options["file"],
                more_lists=options["erased_list"],
                even_if_erased_come_back=options["even_if_erased_people_come_back"],
            )
        except ErasuresUnknownError as refused:
            raise CommandError(f"{refused}\nNothing was changed. To restore all the same, say {COME_BACK}.") from None
        except BackupRefusedError as refused:
            raise CommandError(str(refused)) from None
        self.stdout.write(
            f"restored: {counted(done['people'], '{} person', '{} people')}; erased again: "
            f"{counted(done['erased'], '{} person', '{} people')} and "
            f"{counted(done['organizations'], '{} organisation', '{} organisations')}, of "
            f"{counted(done['known'], '{} known erasure', '{} known erasures')}; everybody is signed out"
        )
