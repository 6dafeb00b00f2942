"""`manage.py workshop_pack <course> <file.zip>`: writes the pack for rooms without a network."""

from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser

from courses.catalog.published.library import catalog
from courses.organizations.workshops.materials.pack import make_pack


class Command(BaseCommand):
    help = "Write a course's workshop pack: lessons, plans and worksheets as pages that need no network."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("course", help="the course's short name, like reading-a-loan")
        parser.add_argument("file", type=Path, help="the ZIP file to write")

    def handle(self, *args: Any, **options: Any) -> None:
        courses = catalog().courses
        course = courses.get(options["course"])
        if course is None:
            raise CommandError(f"no course {options['course']!r}; there are: {', '.join(courses)}")
        pack = make_pack(course)
        try:
            options["file"].write_bytes(pack.content)
        except OSError as problem:
            raise CommandError(f"cannot write {options['file']}: {problem.strerror}") from problem
        self.stdout.write(f"{options['file']}: {len(pack.content):,} bytes")
