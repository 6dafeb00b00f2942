"""`manage.py watch_questions`: which questions may have a wrong key, a dead option, or differ between languages."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from courses.accounts.http.csv_files import csv_file
from courses.catalog.published.library import catalog
from courses.catalog.reading.content import read_content
from courses.organizations.reports.watching.flags import ENOUGH, ENOUGH_FOR_OPTIONS
from courses.organizations.reports.watching.lines import COLUMNS, WatchedLine, watched
from courses.organizations.reports.watching.tries import shared_times


class Command(BaseCommand):
    help = (
        "Difficulty, discrimination and the most chosen wrong answer of every question by language, over all people "
        "who share with a group. Flags a key that may be wrong, options that hardly anybody chooses, and questions "
        f"that are harder in one language. From {ENOUGH} people on ({ENOUGH_FOR_OPTIONS} for options)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="print every question, not only those that are flagged")
        parser.add_argument("--csv", type=Path, metavar="FILE", help="write every question to a file for spreadsheets")

    def handle(self, *args: Any, **options: Any) -> None:
        lines = self._lines()
        if options["csv"]:
            options["csv"].write_bytes(csv_file([COLUMNS, *(line.cells for line in lines)]))
        shown = [line for line in lines if options["all"] or line.flags]
        for row in _table([COLUMNS, *(line.cells for line in shown)]) if shown else ():
            self.stdout.write(row)
        told = sum(line.figures is not None for line in lines)
        self.stdout.write(f"{sum(bool(line.flags) for line in lines)} flagged of {told} with enough answers")

    def _lines(self) -> list[WatchedLine]:
        source, _problems = read_content(settings.CONTENT_DIR)
        courses, shared = tuple(catalog().courses.values()), shared_times()
        found: list[WatchedLine] = []
        for number, course in enumerate(courses, 1):
            self.stderr.write(f"{number} of {len(courses)}: {course.slug}")
            found.extend(watched(course, source, shared))
        return found


def _table(rows: list[tuple[str | int | float, ...]]) -> list[str]:
    """Columns of even width; what spreadsheets take for wide letters may stand a little off."""
    widths = [max(len(str(row[place])) for row in rows) for place in range(len(COLUMNS))]
    return ["  ".join(str(cell).ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
