"""`manage.py restore FILE --yes`: brings a copy back; everybody is signed out, and who was erased stays erased."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from courses.privacy.backups import BackupRefusedError, restore_backup


class Command(BaseCommand):
    help = "Put a copy made by `backup` in the place of the database. Stop the site first."
    requires_system_checks = ()  # those look at pages, and this must run while something of them is broken

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--yes", action="store_true", help="really replace what is in the database now")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["yes"]:
            raise CommandError("This replaces everything in the database. Stop the site, then say --yes.")
        try:
            done = restore_backup(options["file"])
        except BackupRefusedError as refused:
            raise CommandError(str(refused)) from None
        self.stdout.write(f"restored: {done['people']} people; erased again: {done['erased']}; everybody is signed out")
