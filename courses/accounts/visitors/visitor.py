"""Who sent a request: an account, a guest by cookie, or a visitor of whom nothing is stored."""

import hmac
import secrets
from datetime import datetime
from functools import cached_property
from hashlib import sha256

from django.conf import settings
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest

from courses.accounts.http.requests import of_site
from courses.accounts.models import User
from courses.accounts.session.engine import StorageDown
from courses.accounts.visitors import guests

MARK_LENGTH = 22
NONCE_BYTES = 12


class Visit:
    """One request's reader. Nothing is looked up before it is asked for: a visitor's lesson needs no query."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self._known_token = guests.token_of(request)
        self.storage_is_down = False
        self.goes_on = False  # without signing in again: from this request on they are an ordinary visitor

    @cached_property
    def learner(self) -> User | None:
        """The account or guest, or None for a visitor (and when storage is away: then `storage_is_down`)."""
        if self.account is not None or self.storage_is_down:
            return self.account
        try:
            return guests.find_guest(self._known_token) if self._known_token else None
        except (DatabaseError, InterfaceError):
            self.storage_is_down = True
            return None

    @cached_property
    def account(self) -> User | None:
        """The person signed in, if any; without a session cookie nothing is looked up."""
        if settings.SESSION_COOKIE_NAME not in self._request.COOKIES:
            return None
        try:
            user = self._request.user
            found = user if isinstance(user, User) and user.is_authenticated else None
        except (DatabaseError, InterfaceError):
            found, self.storage_is_down = None, True
        self.storage_is_down = self.storage_is_down or getattr(self._request.session, "unreadable", False)
        return found

    @property
    def has_ended(self) -> bool:
        """Whether somebody's session in this browser is over, and they have not chosen to go on without signing in."""
        was_signed_in = self._request.COOKIES.get(settings.SIGNED_IN_COOKIE_NAME) == "1"
        return was_signed_in and not self.goes_on and self.account is None and not self.storage_is_down

    def assisted_until(self, now: datetime) -> datetime | None:
        """Until when somebody helps this learner to answer; None for nobody. Looks nobody up: a page that has no need
        of the learner has none of this either."""
        known: User | None = self.looked_up_account or self.__dict__.get("learner")
        return known.assisted_until if known is not None and known.is_assisted_at(now) else None

    def end(self) -> None:
        """Treat the request as an unknown visitor's from here on, for what is rendered after signing out."""
        for name in ("account", "learner", "token", "owner"):
            self.__dict__.pop(name, None)
        self._known_token = None
        self.goes_on = True  # there is nothing left to sign in to

    @property
    def learner_for_reading(self) -> User | None:
        """The learner, if there is one, for a page that is nothing without what is stored; raises StorageDown."""
        if self.learner is None:
            self._refuse_unreadable()
        return self.learner

    def learner_for_writing(self, now: datetime) -> User:
        """The account or guest, locked until the transaction ends; a visitor becomes a guest here.

        Raises StorageDown where a session cannot be read: whoever is signed in must not become a guest.
        """
        known: User | None = self.__dict__.get("learner")  # whoever was looked up need not be read again
        if known is not None and guests.lock(known):
            return known
        if self.account is not None:
            return User.objects.select_for_update().get(pk=self.account.pk)
        self._refuse_unreadable()
        return guests.lock_guest(self.token, now=now)

    @cached_property
    def token(self) -> str:
        """The visitor cookie's value, made now if there is none; the response then sets it."""
        return self._known_token or guests.new_token()

    @property
    def has_plain_frame(self) -> bool:
        """Whether what is around a page's content is the same for every such reader: storage is at hand, and no cookie
        (a session's, a message's …) besides those that show nothing there or are part of `kept` frames' keys."""
        plain = {settings.VISITOR_COOKIE_NAME, settings.CSRF_COOKIE_NAME}
        plain |= {settings.DISPLAY_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME, settings.ROOM_COOKIE_NAME}
        plain.add(settings.KNOWN_COOKIE_NAME)
        return set(self._request.COOKIES) <= plain and not self.storage_is_down

    @property
    def is_nobody_known(self) -> bool:
        """Whether this reader gets the same whole pages as other unknown ones: a plain frame and no stored learner."""
        return self.has_plain_frame and self.learner is None and not self.storage_is_down

    @property
    def has_cookie(self) -> bool:
        return self._known_token is not None

    @property
    def token_was_used(self) -> bool:
        """Whether this response depends on the visitor cookie."""
        return "token" in self.__dict__

    @property
    def looked_up_account(self) -> User | None:
        """The person signed in, if this request needed to know."""
        found: User | None = self.__dict__.get("account")
        return found

    @property
    def was_recognized(self) -> bool:
        """Whether this response may show something about an account or guest: one was looked up and found."""
        return self.looked_up_account is not None or self.__dict__.get("learner") is not None

    @cached_property
    def owner(self) -> str:
        """A text that differs for every account, guest and visitor; form keys are bound to it."""
        if self.account is not None:
            return f"account-{self.account.pk}"
        return guests.visitor_hash(self.token)

    @property
    def seed(self) -> int:
        """A number that is always the same for the same learner; orders choices."""
        return int(sha256(self.owner.encode()).hexdigest()[:8], 16)

    def new_form_key(self) -> str:
        """For one form on a page that is rendered now."""
        return self.sign(secrets.token_urlsafe(NONCE_BYTES))

    def sign(self, nonce: str) -> str:
        """A one-time form key that says whose form it is: the nonce and a mark made with the secret key."""
        return f"{nonce}.{_mark(nonce, self.owner)}"

    def is_mine(self, form_key: str) -> bool:
        """Whether this form was rendered for the person who now sends it.

        Raises StorageDown when that cannot be known.
        """
        if self.account is None:
            self._refuse_unreadable()
        nonce, _, mark = form_key.partition(".")
        keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
        return any(hmac.compare_digest(mark.encode(), _mark(nonce, self.owner, key).encode()) for key in keys)

    def _refuse_unreadable(self) -> None:
        if self.storage_is_down:
            raise StorageDown


def _mark(nonce: str, owner: str, secret: str | None = None) -> str:
    message = f"form|{nonce}|{owner}".encode()
    return hmac.new((secret or settings.SECRET_KEY).encode(), message, sha256).hexdigest()[:MARK_LENGTH]


def visit_of(request: HttpRequest) -> Visit:
    """The visit that LearnerMiddleware attached to the request."""
    visit: Visit = of_site(request).visit
    return visit


def account_of(request: HttpRequest) -> User:
    """The person signed in; the access mark of the view has sent everybody else away."""
    account = visit_of(request).account
    assert account is not None
    return account
