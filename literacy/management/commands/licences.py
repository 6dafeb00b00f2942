"""`manage.py licences`: which packages the site needs and under which licences; `--write` puts it into docs/."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from literacy.setup.licences import as_page, licences


class Command(BaseCommand):
    help = "List the packages that the site needs, with the licence of each."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--write", action="store_true", help="write the list to docs/licences.md")

    def handle(self, *args: Any, **options: Any) -> None:
        page = as_page(licences(settings.BASE_DIR))
        if options["write"]:
            (settings.BASE_DIR / "docs" / "licences.md").write_text(page, encoding="utf-8")
        else:
            self.stdout.write(page, ending="")
