"""Writes the part of docs/authors.md that is read off the code: `manage.py author_reference`."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from courses.catalog.authoring.content_keys import as_markdown
from courses.catalog.model.values.codes import as_table

MARK = "<!-- From here on written by `python3 manage.py author_reference`; a test compares. -->\n"


def reference() -> str:
    """All that stands below the mark."""
    return f"\n## Problem codes\n\n{as_table()}\n\n## Every key of every file\n\n{as_markdown()}\n"


class Command(BaseCommand):
    help = "Writes problem codes and the keys of all content files into docs/authors.md."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(settings.BASE_DIR) / "docs" / "authors.md"
        written = path.read_text(encoding="utf-8")
        path.write_text(written[: written.index(MARK)] + MARK + reference(), encoding="utf-8")
        self.stdout.write(f"{path} is up to date.")
