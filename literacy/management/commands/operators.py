"""`manage.py operators`: whose accounts see the lists under /admin/; naming one, and ending it."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from courses.accounts.models import User
from courses.organizations.access.staff import has_second_step
from literacy.management.asking import account_named, add_yes, is_wanted
from literacy.pages.operators import actions


class Command(BaseCommand):
    help = (
        "List the accounts of operators, name one, or end it. They see the lists under /admin/ where the setting ADMIN "
        "is on, and only after they signed in with a second step (passkey or app)."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        asked = parser.add_subparsers(dest="what", metavar="{add,end}")
        for one in (
            asked.add_parser("add", help="make an account that of an operator"),
            asked.add_parser("end", help="it is no operator's any more, at once"),
        ):
            one.add_argument("user_name", help="of the account")
            add_yes(one)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["what"] is None:
            self._list()
        elif options["what"] == "add":
            self._add(account_named(options["user_name"]), yes=options["yes"])
        else:
            self._end(account_named(options["user_name"]), yes=options["yes"])

    def _list(self) -> None:
        found = User.objects.filter(is_staff=True).order_by("username")
        for one in found:
            self.stdout.write(f"{one}: {'with' if has_second_step(one) else 'without'} a second step")
        if not found:
            self.stdout.write("No account is that of an operator.")
        if not settings.ADMIN:
            self.stdout.write("ADMIN is off: there are no lists to see.")

    def _add(self, account: User, *, yes: bool) -> None:
        self.stdout.write(
            f"{account} will see organisations, groups, the security log, and accounts whose name they know. "
            f"Way back: manage.py operators end {account}"
        )
        if not is_wanted(self, yes=yes):
            return
        try:
            is_new = actions.make_operator(account=account, now=timezone.now())
        except actions.NoAccountToSignInError:
            raise CommandError(f"The account {account} may not sign in. Nothing was changed.") from None
        self.stdout.write("operator" if is_new else "was an operator already")
        if not has_second_step(account):
            self.stdout.write("They see nothing until they set up a passkey or an app, and sign in with it.")

    def _end(self, account: User, *, yes: bool) -> None:
        self.stdout.write(f"{account} will see no lists any more. Way back: manage.py operators add {account}")
        if is_wanted(self, yes=yes):
            was_one = actions.end_operator(account=account, now=timezone.now())
            self.stdout.write("ended" if was_one else "was no operator")
