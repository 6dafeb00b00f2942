"""`manage.py changepassword`: Django's own; that a password was changed stands in the security log."""

import getpass
from typing import Any

from django.contrib.auth.management.commands.changepassword import Command as ChangeCommand
from django.utils import timezone

from courses.accounts.models import User
from courses.accounts.security_log.events import OPERATOR, SecurityKind, note


class Command(ChangeCommand):
    def handle(self, *args: Any, **options: Any) -> str | None:
        options["username"] = options["username"] or getpass.getuser()  # as Django's own
        said: str | None = super().handle(*args, **options)
        account = User.objects.get(username=options["username"])
        note(SecurityKind.PASSWORD_CHANGED, account=account, actor=OPERATOR, now=timezone.now())
        return said
