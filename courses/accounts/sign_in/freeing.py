"""Frees somebody who has lost their second step, after an operator has checked who they are."""

from dataclasses import dataclass
from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from courses.accounts.models import User
from courses.accounts.security_log.events import OPERATOR, SecurityKind, note
from courses.accounts.session.everywhere import end_sessions_of
from courses.languages.known import CODES, DEFAULT


class NoOtherWayInError(Exception):
    """Without their keys nothing would let them in: first they need a password or an address of their own."""


@dataclass(frozen=True, slots=True)
class SecondStep:
    """What an account asks for besides its password, and where the news of it can go."""

    kinds: tuple[str, ...]
    address: str

    @classmethod
    def of(cls, person: User) -> "SecondStep":
        kinds = Authenticator.objects.filter(user_id=person.pk).order_by("type").values_list("type", flat=True)
        addresses = EmailAddress.objects.filter(user_id=person.pk, verified=True).order_by("-primary", "pk")
        return cls(tuple(kinds), addresses.values_list("email", flat=True).first() or "")


def free_second_step(*, person: User, now: datetime) -> int:
    """Remove all passkeys, apps and codes and end all sessions; returns how many. Raises NoOtherWayInError."""
    with transaction.atomic():
        held = User.objects.select_for_update().get(pk=person.pk)
        if not held.has_usable_password() and not SecondStep.of(held).address:
            raise NoOtherWayInError
        Authenticator.objects.filter(user_id=held.pk).delete()
        note(SecurityKind.SECOND_STEP_FREED, account=held, actor=OPERATOR, now=now)
        return end_sessions_of(held)


def freed_mail(address: str) -> EmailMessage:
    """The news, in the site's language first and then in the others, since nobody's is stored."""
    body = f"\n\n{'-' * 40}\n\n".join(_text(language) for language in CODES)
    with override(DEFAULT):
        subject = _("[%(site)s] Your second step was removed") % {"site": settings.SITE_NAME}
    return EmailMessage(subject, f"{body}\n", to=[address])


def _text(language: str) -> str:
    with override(language):
        return "\n\n".join(
            (
                _("Whoever runs this site has removed your passkeys, your app and your codes for the second step.")
                + " "
                + _("You were signed out everywhere. Sign in and set up a second step again."),
                _("If you did not ask for this: set a new password now, and tell whoever runs the site."),
            )
        )
