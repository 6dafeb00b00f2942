"""Reads from a replica of the database, where there is one; whoever has just written reads what they wrote.

A request reads from the replica when it only asks, its browser has sent nothing for a while, and it is no page of those
who look after others: there nothing is shown that somebody withdrew a moment ago. Sessions are the primary's, so that
an ended sign-in is ended; so is everything in a transaction, and after the first write of a request. Commands and
whatever else runs outside a request know no replica. While it is away, everything is the primary's.
"""

import logging
import threading
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, DatabaseError, InterfaceError, connection, connections
from django.db.models import Model
from django.http import HttpRequest, HttpResponse

from courses.accounts.session.outage import Outage

ALIAS = "replica"
OF_THE_PRIMARY = frozenset({"sessions", "usersessions", "django_cache", "privacy"})
LOOKING_AFTER_OTHERS = "organizations"
WROTE_SECONDS = 10  # a replica that is further behind belongs out of service: `doctor` says so
log = logging.getLogger(__name__)


class _Request(threading.local):
    """What the request of this thread may do; outside a request, nothing."""

    reads_from_replica = False
    has_looked = False  # whether the replica answers was tried
    wrote = False


_request = _Request()
_replica = Outage(seconds=10.0)


class ReplicaRouter:
    """The one place that says where a query goes. It always names a database: Django would ask that of the instance."""

    def db_for_read(self, model: type[Model], **hints: Any) -> str:
        is_of_the_primary = model._meta.app_label in OF_THE_PRIMARY or connection.in_atomic_block
        return DEFAULT_DB_ALIAS if is_of_the_primary or not _may_read_from_replica() else ALIAS

    def db_for_write(self, model: type[Model], **hints: Any) -> str:
        _request.reads_from_replica, _request.wrote = False, True
        return DEFAULT_DB_ALIAS

    def allow_relation(self, one: Model, other: Model, **hints: Any) -> bool:
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool | None:
        return False if db == ALIAS else None


def _may_read_from_replica() -> bool:
    if _request.reads_from_replica and not _request.has_looked:
        _request.has_looked = True
        _request.reads_from_replica = _answers()
    return _request.reads_from_replica


def _answers() -> bool:
    if not _replica.may_try():
        return False
    try:
        connections[ALIAS].ensure_connection()
    except (DatabaseError, InterfaceError) as problem:
        _replica.begin()
        log.warning("the replica is away, the primary serves its reads: %s", problem)
        return False
    _replica.end()
    return True


class ReplicaMiddleware:
    """Says for each request whether it may read from the replica, and marks the browser of whoever wrote."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asks_only = request.method in ("GET", "HEAD")
        _request.reads_from_replica = asks_only and settings.WROTE_COOKIE_NAME not in request.COOKIES
        _request.has_looked = _request.wrote = False
        try:
            response = self.get_response(request)
        finally:
            _request.reads_from_replica = False
        if _request.wrote or not asks_only:
            response.set_cookie(
                settings.WROTE_COOKIE_NAME, "1", max_age=WROTE_SECONDS, secure=settings.HTTPS, httponly=True,
                samesite="Lax",
            )  # fmt: skip
        return response

    def process_view(self, request: HttpRequest, *_: Any) -> None:
        if request.resolver_match and LOOKING_AFTER_OTHERS in request.resolver_match.app_names:
            _request.reads_from_replica = False
