"""Ends what somebody else may still hold of an account that has just become a person's own."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth import HASH_SESSION_KEY
from django.http import HttpRequest

from courses.accounts.models import User


def signs_in_alone(person: User) -> bool:
    """Whether the person can sign in by password, confirmed address or passkey; a second step alone does not count."""
    if person.has_usable_password():
        return True
    if EmailAddress.objects.filter(user_id=person.pk, verified=True).exists():
        return True
    return bool(Authenticator.objects.filter(user_id=person.pk, type=Authenticator.Type.WEBAUTHN).exists())


def void_what_others_hold(person: User) -> None:
    """Void the recovery sheet and end other sessions. With a password they ended when it was set, so it is kept."""
    person.recovery_codes.all().delete()
    if not person.has_usable_password():
        person.set_unusable_password()  # another random text: sessions are valid only with the one they began with
        person.save(update_fields=["password"])


def stay_here(request: HttpRequest, person: User) -> None:
    """Keep the sign-in of this request's browser, in which the person has just made the change."""
    person.refresh_from_db(fields=["password"])
    request.session[HASH_SESSION_KEY] = person.get_session_auth_hash()
