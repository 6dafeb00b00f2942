"""`manage.py backup FILE`: a sound copy of the database while people learn."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from courses.privacy.backup.copying import make_backup
from courses.privacy.backup.postgres_programs import BackupRefusedError


class Command(BaseCommand):
    help = "Copy the database to FILE while the site runs. The file holds personal data: keep it safe, for 30 days."
    requires_system_checks = ()  # those look at pages, and this must run while something of them is broken

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            make_backup(options["file"])
        except BackupRefusedError as refused:
            raise CommandError(str(refused)) from None
        if options["verbosity"]:
            self.stdout.write(f"{options['file']}: {options['file'].stat().st_size:,} bytes, checked")
