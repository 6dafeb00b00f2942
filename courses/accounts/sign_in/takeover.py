"""Ends what somebody else may still hold of an account that has just become a person's own."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth import HASH_SESSION_KEY
from django.http import HttpRequest

from courses.accounts.models import User


def signs_in_alone(person: User) -> bool:
    """A password, a confirmed address or a passkey. A second step is none: it asks for another way in first."""
    if person.has_usable_password():
        return True
    if EmailAddress.objects.filter(user_id=person.pk, verified=True).exists():
        return True
    return bool(Authenticator.objects.filter(user_id=person.pk, type=Authenticator.Type.WEBAUTHN).exists())


def void_what_others_hold(person: User) -> None:
    """Sign-ins elsewhere end and an older recovery sheet is void. Whoever has a password has ended them with it."""
    person.recovery_codes.all().delete()
    if not person.has_usable_password():
        person.set_unusable_password()  # another random text: sessions are valid only with the one they began with
        person.save(update_fields=["password"])


def stay_here(request: HttpRequest, person: User) -> None:
    """This browser goes on, because it is the one in which she has just done it."""
    person.refresh_from_db(fields=["password"])
    request.session[HASH_SESSION_KEY] = person.get_session_auth_hash()
