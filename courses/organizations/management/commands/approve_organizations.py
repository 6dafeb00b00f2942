"""`manage.py approve_organizations [NUMBER …]`: who waits for approval; letting them begin, or refusing them."""

from argparse import ArgumentParser
from smtplib import SMTPException
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Prefetch
from django.utils import timezone

from courses.organizations.models import Membership, Organization
from courses.organizations.models.organizations import LONGEST_REFUSAL
from courses.organizations.staffing.approval_mail import decision_mails
from courses.organizations.staffing.approving import approve, reconsider, refuse, waiting


class Command(BaseCommand):
    help = "List organisations that wait for approval; with their numbers, approve, refuse or reconsider them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("numbers", nargs="*", type=int, metavar="NUMBER", help="of organisations to approve")
        instead = parser.add_mutually_exclusive_group()
        instead.add_argument("--refuse", metavar="REASON", help="refuse them; their founders read the reason")
        instead.add_argument("--reconsider", action="store_true", help="take a refusal back: they wait again")

    def handle(self, *args: Any, **options: Any) -> None:
        numbers: list[int] = [*dict.fromkeys(options["numbers"])]
        reason = (options["refuse"] or "").strip()
        if options["refuse"] is not None and not 0 < len(reason) <= LONGEST_REFUSAL:
            raise CommandError(f"Say why, in up to {LONGEST_REFUSAL} letters: the founders read it.")
        if not numbers and (reason or options["reconsider"]):
            raise CommandError("Give the numbers of the organisations. Nothing was changed.")
        if not numbers:
            self._list()
            return
        found = {one.pk: one for number in numbers for one in Organization.objects.filter(pk=number)}
        if missing := sorted(set(numbers) - found.keys()):
            raise CommandError(f"There is no organisation {', '.join(map(str, missing))}. Nothing was changed.")
        for number in numbers:
            said = self._reconsider(found[number]) if options["reconsider"] else self._decide(found[number], reason)
            self.stdout.write(f"{number} {found[number]}: {said}")

    def _decide(self, one: Organization, reason: str) -> str:
        now = timezone.now()
        if not (refuse(organization=one, reason=reason, now=now) if reason else approve(organization=one, now=now)):
            return "was not waiting"
        sent = 0
        for mail in decision_mails(one, reason):
            try:
                sent += mail.send()
            except (SMTPException, OSError) as problem:  # decided all the same: its page says so
                self.stderr.write(f"{one.pk} {one}: a mail could not be sent: {problem}")
        return f"{'refused' if reason else 'approved'}, {sent} mail{'' if sent == 1 else 's'} sent"

    @staticmethod
    def _reconsider(one: Organization) -> str:
        return "waits again" if reconsider(organization=one, now=timezone.now()) else "was not refused"

    def _list(self) -> None:
        owners = Membership.objects.select_related("user").order_by("since", "pk")
        found = waiting().prefetch_related(Prefetch("memberships", owners))
        for one in found:
            names = ", ".join(mine.user.get_username() for mine in one.memberships.all())
            place = f", {one.place}" if one.place else ""
            self.stdout.write(f"{one.pk}  since {one.waits_since:%Y-%m-%d}  {one.name}{place}  (owner: {names})")
        if not found:
            self.stdout.write("No organisation waits for approval.")
