"""`manage.py organizations`: lists them in numbers, closes one, opens it again, names another owner."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from courses.accounts.models import User
from courses.languages.counting import counted
from courses.organizations.access.roles import Role
from courses.organizations.models import Membership, Organization
from courses.organizations.staffing import operating
from literacy.management.asking import account_named, add_yes, is_wanted


class Command(BaseCommand):
    help = (
        "List all organisations: number, state, open groups, people, colleagues, last active week. Close one, open it "
        "again, or name another owner when the only one is gone. Approving: manage.py approve_organizations."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        asked = parser.add_subparsers(dest="what", metavar="{close,open,hand-over}")
        closing = asked.add_parser("close", help="close all its pages and groups; nothing is deleted")
        opening = asked.add_parser("open", help="open one that was closed or archived")
        handing = asked.add_parser("hand-over", help="make an account its owner, beside those there are")
        for one in (closing, opening, handing):
            one.add_argument("number", type=int, help="of the organisation, as the list shows it")
            add_yes(one)
        handing.add_argument("user_name", help="of the account that becomes owner")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["what"] is None:
            self._list()
            return
        found = Organization.objects.filter(pk=options["number"]).first()
        if found is None:
            raise CommandError(f"There is no organisation {options['number']}. Nothing was changed.")
        if options["what"] == "close":
            self._close(found, yes=options["yes"])
        elif options["what"] == "open":
            self._open(found, yes=options["yes"])
        else:
            self._hand_over(found, account_named(options["user_name"]), yes=options["yes"])

    def _list(self) -> None:
        found = [*operating.organization_lines()]
        if not found:
            self.stdout.write("There is no organisation yet.")
        for one in found:
            last = f"last active in the week of {one.last_week}" if one.last_week else "nobody active yet"
            self.stdout.write(
                f"{one.pk}  {one.name}: {one.state}, {counted(one.groups, '{} group', '{} groups')}, "
                f"{counted(one.people, '{} person', '{} people')}, "
                f"{counted(one.colleagues, '{} colleague', '{} colleagues')}, {last}"
            )

    def _close(self, found: Organization, *, yes: bool) -> None:
        groups = counted(found.groups.count(), "its {} group closes", "its {} groups close")
        self.stdout.write(
            f"Closing {found.pk} {found}: {groups}, nothing is deleted. "
            f"Way back: manage.py organizations open {found.pk}"
        )
        if is_wanted(self, yes=yes):
            was_open = operating.close(organization=found, now=timezone.now())
            self.stdout.write("closed" if was_open else "was closed already")

    def _open(self, found: Organization, *, yes: bool) -> None:
        self.stdout.write(
            f"Opening {found.pk} {found}, with all its groups. Way back: manage.py organizations close {found.pk}"
        )
        if is_wanted(self, yes=yes):
            try:
                was_closed = operating.open_again(organization=found, now=timezone.now())
            except operating.CannotBeOpenedError:
                raise CommandError(
                    f"Its owner deleted it. Until {found.deletes_at:%Y-%m-%d} they can take it back themselves, on the "
                    "page of their organisations. Nothing was changed."
                ) from None
            self.stdout.write("open" if was_closed else "was open already")

    def _hand_over(self, found: Organization, person: User, *, yes: bool) -> None:
        owners = Membership.objects.filter(organization=found, role=Role.OWNER.value).order_by("since", "pk")
        names = ", ".join(str(name) for name in owners.values_list("user__username", flat=True)) or "nobody"
        self.stdout.write(
            f"{person} becomes an owner of {found.pk} {found}, beside: {names}. They see all its people, and can "
            "change or end everybody's role, which is also the way back."
        )
        if not person.is_active:
            raise CommandError(f"The account {person} may not sign in. Nothing was changed.")
        if is_wanted(self, yes=yes):
            is_new = operating.name_owner(organization=found, person=person, now=timezone.now())
            self.stdout.write("owner" if is_new else "was an owner already")
