"""Whether somebody can sign in without her group: then no facilitator may set a secret code or card for her."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator

from courses.accounts.models import User


def has_own_way_in(person: User) -> bool:
    """A password, a confirmed address or a passkey of her own; at most two queries."""
    if person.has_usable_password():
        return True
    if EmailAddress.objects.filter(user_id=person.pk, verified=True).exists():
        return True
    return bool(Authenticator.objects.filter(user_id=person.pk).exists())
