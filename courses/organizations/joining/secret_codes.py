"""Secret codes that learners choose: short enough to remember, not the first ones a stranger would try."""

import unicodedata

from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from courses.organizations.forms.names import folded
from courses.organizations.models import Member

LEAST, LEAST_DIGITS, MOST = 6, 8, 64
ROWS = ("01234567890", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm")


def normal_secret(typed: str) -> str:
    """Normalise a secret code: case, spaces, dashes, width and invisible characters make no difference.

    Phones insert those by themselves. Nothing else is folded, because learners may have chosen any other character on
    purpose.
    """
    plain = unicodedata.normalize("NFKC", typed).casefold()
    return "".join(sign for sign in plain if not (sign.isspace() or _is_between(sign)))


def _is_between(sign: str) -> bool:
    return sign in "\N{MINUS SIGN}\N{SOFT HYPHEN}" or unicodedata.category(sign) in ("Pd", "Cf")


def _as_hashed_before(typed: str) -> str:
    """As secret codes were folded until 2026-11-29, when rarer dashes counted: old hashes still open."""
    plain = unicodedata.normalize("NFKC", typed).casefold()
    return "".join(sign for sign in plain if not sign.isspace() and sign not in "-‐–—")


def check_secret(typed: str, *, nickname: str) -> str:
    """Return the secret code as it is hashed. Raises ValidationError that says what to change."""
    secret = normal_secret(typed)
    if any(unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Cn") for sign in secret):
        raise ValidationError(_("This holds a sign that cannot be seen or printed. Type it anew."))
    if len(secret) > MOST:
        raise ValidationError(_("Use at most %(most)s characters") % {"most": MOST})
    if len(secret) < LEAST:
        raise ValidationError(_("Use at least %(least)s characters") % {"least": LEAST})
    if secret.isdecimal() and len(secret) < LEAST_DIGITS:
        raise ValidationError(_("Add a letter, or use at least %(least)s digits") % {"least": LEAST_DIGITS})
    if _is_guessed_first(secret, nickname):
        raise ValidationError(_("This is one of the first codes that a stranger would try. Choose another one."))
    return secret


def _is_guessed_first(secret: str, nickname: str) -> bool:
    name = folded(nickname)
    if len(set(secret)) <= 2 or any(secret in row or secret[::-1] in row for row in ROWS):
        return True
    rest = secret.replace(name, "") if name else secret
    if rest != secret and (not rest or rest.isdecimal()):
        return True
    try:
        CommonPasswordValidator().validate(secret)
    except ValidationError:
        return True
    return False


def hashed(secret: str) -> str:
    """Hash a secret code returned by check_secret with the slow password hasher."""
    return make_password(secret)


def fits(typed: str, member: Member | None) -> bool:
    """Whether this is the member's secret code. Takes the same time for no member, or one without a code."""
    readings = dict.fromkeys(read(typed)[: MOST + 1] for read in (normal_secret, _as_hashed_before))
    if member is None or not member.secret:
        for secret in readings:
            make_password(secret)
        return False
    return any([check_password(secret, member.secret) for secret in readings])
