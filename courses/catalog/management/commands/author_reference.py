"""Writes the part of docs/authors.md that is read off the code: `manage.py author_reference`."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from courses.catalog.authoring.content_keys import as_markdown
from courses.catalog.drawings.registry import drawings_as_table
from courses.catalog.model.values import codes

MARK = "<!-- From here on written by `python3 manage.py author_reference`; a test compares. -->\n"


def reference() -> str:
    """All that stands below the mark."""
    parts = {
        "Problem codes": codes.as_table(),
        "Every kind of drawing": drawings_as_table(),
        "Every key of every file": as_markdown(),
    }
    return "".join(f"\n## {title}\n\n{part}\n" for title, part in parts.items())


class Command(BaseCommand):
    help = "Writes problem codes, drawings and the keys of all content files into docs/authors.md."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(settings.BASE_DIR) / "docs" / "authors.md"
        written = path.read_text(encoding="utf-8")
        path.write_text(written[: written.index(MARK)] + MARK + reference(), encoding="utf-8")
        self.stdout.write(f"{path} is up to date.")
