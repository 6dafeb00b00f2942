"""`manage.py make_release FOLDER`: one archive that installs and starts on a machine with only Python."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from literacy.setup.releasing import NotReadyForReleaseError, build, check_ready


class Command(BaseCommand):
    help = (
        "Make the archive of this version from the files under version control, and say its SHA-256. Unpacked, it "
        "starts with: python3 manage.py demo"
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="where to put it; it must be there")
        parser.add_argument("--trial", action="store_true", help="also while the version is not ready for release")

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["folder"]
        if not folder.is_dir():
            raise CommandError(f"{folder} is no folder. No archive was made.")
        try:
            if not options["trial"]:
                check_ready(settings.BASE_DIR, now=timezone.now())
            made, digest = build(settings.BASE_DIR, folder)
        except NotReadyForReleaseError as refused:
            raise CommandError(f"{refused} No archive was made.") from None
        self.stdout.write(f"{made}\nSHA-256 {digest}")
