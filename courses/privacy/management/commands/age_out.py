"""`manage.py age_out`: erases what has been kept as long as promised; run it every day."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from courses.privacy.retention import age_out


class Command(BaseCommand):
    help = "Erase guests without use for 180 days, and ended sessions. Safe to repeat; run it daily."
    requires_system_checks = ()  # those look at pages, and this must run while something of them is broken

    def handle(self, *args: Any, **options: Any) -> None:
        done = age_out(now=timezone.now())
        self.stdout.write(
            f"erased: {done['guests']} idle guests, {done['claimed']} claimed guests, {done['sessions']} ended sessions"
        )
