"""Guest accounts: a visitor's random cookie is stored nowhere until the first answer makes it a guest."""

import hashlib
import re
import secrets
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.http import HttpRequest, HttpResponse

from courses.accounts.models import User

LEARNING_HERE, WAITS = "guest_learning", "waits"  # in the session: learning from before waits to be asked about
FIND_ROW = "SELECT id FROM accounts_user WHERE id = %s"
LOCK_ROW = "SELECT id FROM accounts_user WHERE id = %s FOR UPDATE"
NO_PASSWORD = "!"  # noqa: S105 - Django's mark for a password that nothing matches
TOKEN_BYTES = 16  # 128 random bits
TOKEN_FORM = re.compile(r"[A-Za-z0-9_-]{20,40}")


def new_token() -> str:
    return secrets.token_urlsafe(TOKEN_BYTES)


def visitor_hash(token: str) -> str:
    """The stored form of a visitor's cookie: SHA-256 in hex, so that a stolen table does not let anybody in."""
    return hashlib.sha256(token.encode()).hexdigest()


def token_of(request: HttpRequest) -> str | None:
    """The visitor cookie if it has the expected form."""
    token = request.COOKIES.get(settings.VISITOR_COOKIE_NAME, "")
    return token if TOKEN_FORM.fullmatch(token) else None


def find_guest(token: str) -> User | None:
    return next(iter(User.objects.filter(visitor=visitor_hash(token))), None)  # unique: needs no order


def guest_behind(request: HttpRequest) -> User | None:
    """The guest who learned in this browser, while somebody is signed in; no cookie, no query."""
    token = token_of(request)
    return find_guest(token) if token and request.user.is_authenticated else None


def lock_guest(token: str, *, now: datetime) -> User:
    """The guest of this cookie, locked until the transaction ends; made if there is none.

    Two first presses at once make one guest: the second waits for the first, or meets the unique constraint.
    """
    visitor = visitor_hash(token)
    guests = User.objects.select_for_update().filter(visitor=visitor)
    guest = guests.first()
    if guest is not None:
        return guest
    try:
        with transaction.atomic():  # a savepoint: the transaction goes on when somebody else was first
            return User.objects.create(
                visitor=visitor, date_joined=now, last_active_on=now.date(), password=NO_PASSWORD
            )
    except IntegrityError:
        return guests.get()


def lock(person: User) -> bool:
    """Lock the row of somebody looked up before, until the transaction ends; False when there is none any more.

    In as few words as the database needs: on SQLite all other writers wait meanwhile.
    """
    with connection.cursor() as cursor:
        cursor.execute(LOCK_ROW if connection.features.has_select_for_update else FIND_ROW, (person.pk,))
        return cursor.fetchone() is not None


def remember(response: HttpResponse, token: str) -> None:
    """Set or renew the visitor cookie: first party, unreadable to scripts, for as long as a guest is kept."""
    response.set_cookie(
        settings.VISITOR_COOKIE_NAME,
        token,
        max_age=settings.GUEST_DAYS * 86_400,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
        path="/",
    )


def forget_visitor(response: HttpResponse) -> None:
    """Delete the visitor cookie, so that the next person at this computer is an unknown visitor."""
    response.delete_cookie(settings.VISITOR_COOKIE_NAME, path="/", samesite="Lax")
