"""`manage.py approve_organizations [NUMBER …]`: who waits for approval, and letting them begin."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from courses.organizations.models import Membership, Organization
from courses.organizations.staffing.approving import approve, waiting


class Command(BaseCommand):
    help = "List organisations that wait for approval; with their numbers, approve them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("numbers", nargs="*", type=int, metavar="NUMBER", help="of organisations to approve")

    def handle(self, *args: Any, **options: Any) -> None:
        numbers: list[int] = options["numbers"]
        if not numbers:
            self._list()
            return
        found = Organization.objects.in_bulk(numbers)
        if missing := sorted(set(numbers) - found.keys()):
            raise CommandError(f"There is no organisation {', '.join(map(str, missing))}. Nothing was changed.")
        for number in numbers:
            was_waiting = approve(organization=found[number], now=timezone.now())
            self.stdout.write(f"{number} {found[number]}: {'approved' if was_waiting else 'was not waiting'}")

    def _list(self) -> None:
        found = list(waiting())
        for one in found:
            owners = Membership.objects.filter(organization=one).order_by("since", "pk")
            names = ", ".join(str(name) for name in owners.values_list("user__username", flat=True))
            place = f", {one.place}" if one.place else ""
            self.stdout.write(f"{one.pk}  since {one.waits_since:%Y-%m-%d}  {one.name}{place}  (owner: {names})")
        if not found:
            self.stdout.write("No organisation waits for approval.")
