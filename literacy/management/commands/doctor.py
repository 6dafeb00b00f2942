"""`manage.py doctor`: recomputes progress from the answers and compares it with what is shown."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from courses.catalog.published.library import catalog
from courses.learning.course_progress.progress import wrong_progress
from courses.learning.course_progress.summaries import wrong_summaries


class Command(BaseCommand):
    help = "Recompute every learner's progress from the answers and list where it differs."

    def handle(self, *args: Any, **options: Any) -> None:
        differences = [*wrong_progress(catalog()), *wrong_summaries()]
        for line in differences:
            self.stdout.write(line)
        self.stdout.write(f"{len(differences)} differences")
        if differences:
            raise CommandError("progress and answers do not agree", returncode=1)
