"""Shows editors what the content covers and what is blocked or stale: `manage.py content_report`."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from courses.catalog.authoring.report import content_report
from courses.catalog.reading.content import read_content


class Command(BaseCommand):
    help = "Prints topics by lesson, and per lesson the facts that are blocked or due for a check."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        source, _ = read_content(settings.CONTENT_DIR)
        for line in content_report(source, timezone.localdate()):
            self.stdout.write(line)
