"""`manage.py regrade`: marks sent checks again after an answer key was corrected."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from courses.catalog.published.library import catalog
from courses.languages.counting import counted
from courses.learning.exams.regrading import regrade


class Command(BaseCommand):
    help = "Mark sent checks again where a question says `corrected`. Nobody loses by it. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        changed = regrade(catalog(), now=timezone.now())
        self.stdout.write(f"{counted(changed, '{} result differs', '{} results differ')} by corrected keys")
