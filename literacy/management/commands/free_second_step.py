"""`manage.py free_second_step USER_NAME`: lets somebody in again who has lost their second step."""

import logging
from argparse import ArgumentParser
from smtplib import SMTPException
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from courses.accounts.sign_in.freeing import NoOtherWayInError, SecondStep, free_second_step, freed_mail
from courses.languages.counting import counted
from literacy.management.asking import account_named, add_yes, is_wanted

log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = (
        "Remove the second step of an account (passkeys, app, codes) and sign it out everywhere. First make sure, face "
        "to face or by calling a number you know, that it is really them: their password alone lets in afterwards."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("user_name", help="of the account")
        add_yes(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        person = account_named(options["user_name"])
        step = SecondStep.of(person)
        if not step.kinds:
            self.stdout.write(f"{person} has no second step. Nothing was changed.")
            return
        told = "a mail is sent to their address" if step.address else "they have no address for a mail"
        self.stdout.write(
            f"Removing from {person}: {', '.join(step.kinds)}. All their sessions end; {told}, and their account page "
            "says it for 90 days. There is no way back: they set up a new second step themselves."
        )
        if not is_wanted(self, yes=options["yes"]):
            return
        try:
            ended = free_second_step(person=person, now=timezone.now())
        except NoOtherWayInError:
            raise CommandError(
                f"{person} has neither a password nor a confirmed address: without their passkeys they could not "
                "sign in at all. A code of their recovery sheet sets a password. Nothing was changed."
            ) from None
        self.stdout.write("removed; " + counted(ended, "{} session ended", "{} sessions ended"))
        if step.address:
            self._tell(step.address)

    def _tell(self, address: str) -> None:
        try:
            freed_mail(address).send()
        except (OSError, SMTPException):
            log.exception("mail could not be sent: second step removed")
            self.stderr.write("The mail about it could not be sent. Their account page says it all the same.")
