"""`manage.py createsuperuser`: Django's own; whom it makes stands in the security log."""

from typing import Any

from django.contrib.auth.management.commands.createsuperuser import Command as CreateCommand
from django.utils import timezone

from courses.accounts.models import User
from courses.accounts.security_log.events import OPERATOR, SecurityKind, note


class Command(CreateCommand):
    def handle(self, *args: Any, **options: Any) -> None:
        # no transaction round both: it asks for a password, and nobody could write meanwhile
        before = set(User.objects.filter(is_superuser=True).values_list("pk", flat=True))
        super().handle(*args, **options)
        for account in User.objects.filter(is_superuser=True).exclude(pk__in=before):
            note(SecurityKind.ROLE_CHANGED, account=account, actor=OPERATOR, about="all rights", now=timezone.now())
