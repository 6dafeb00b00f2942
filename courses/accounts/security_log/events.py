"""Writes the security log: what happened and when, to which account and by whom, as keyed hashes; never any content.

A line has no link to a person, and stays when they are erased; it goes after a year (retention.py). With a user name at
hand an operator finds its lines (reading.py); without one, lines say only that they are about the same account.
"""

import hmac
import ipaddress
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from courses.accounts.models import SecurityEvent, User
from courses.accounts.rate_limits.client_addresses import address_of

KEPT = timedelta(days=365)
OPERATOR = "operator"  # whoever runs commands on the server; they have no account there
IPV6_SITE = 48  # bits that are kept of an IPv6 address: a provider's customer, not a machine
HASH_LENGTH = 32


class SecurityKind(StrEnum):
    SIGN_IN = "sign-in"
    SIGN_IN_FAILED = "sign-in-failed"
    SECOND_STEP_FAILED = "second-step-failed"
    SECOND_STEP_SET = "second-step-set"
    SECOND_STEP_REMOVED = "second-step-removed"
    SECOND_STEP_FREED = "second-step-freed"  # by an operator
    PASSWORD_CHANGED = "password-changed"  # noqa: S105 - a word, not a password
    ADDRESS_CHANGED = "address-changed"
    ROLE_CHANGED = "role-changed"
    ORGANIZATION = "organization"
    LOOK = "look"
    EXPORT = "export"
    ERASED = "erased"
    THROTTLE_FREED = "throttle-freed"
    KEY_ROTATED = "key-rotated"


def note(
    kind: SecurityKind,
    *,
    now: datetime,
    account: User | None = None,
    actor: User | str | None = None,
    address: str = "",
    about: str = "",
) -> None:
    """Add a line. `account` is whom it concerns, `actor` who did it, or OPERATOR; `about` names roles and numbers of
    organisations and groups, never a person. Where the line cannot be written, what it is about must not happen."""
    SecurityEvent.objects.create(
        at=now, kind=kind.value, account=hash_of(account) if account else "",
        actor=hash_of(actor) if isinstance(actor, User) else actor or "", address=masked(address), about=about,
    )  # fmt: skip


def note_request(
    request: HttpRequest, kind: SecurityKind, account: User | None, about: str = "", *, is_own: bool = True
) -> None:
    """Add a line about what this request did; by the person themselves, or where nobody is known to be them, not."""
    actor = account if is_own else None
    note(kind, account=account, actor=actor, address=address_of(request), about=about, now=timezone.now())


def hash_of(person: User, key: str | None = None) -> str:
    message = f"security log|{person.pk}".encode()
    return hmac.new((key or settings.SECRET_KEY).encode(), message, sha256).hexdigest()[:HASH_LENGTH]


def hashes_of(person: User) -> tuple[str, ...]:
    """What stands for a person in lines of today and of the time before the key was rotated."""
    return tuple(hash_of(person, key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))


def masked(address: str) -> str:
    """The network part of an address: 203.0.113.x, or 2001:db8:1::x."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if isinstance(found, ipaddress.IPv4Address):
        return f"{str(found).rpartition('.')[0]}.x"
    return f"{ipaddress.IPv6Network((int(found), IPV6_SITE), strict=False).network_address}x"
