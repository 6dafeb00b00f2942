"""Replaces the session key when somebody confirms their identity, so that a stolen earlier key is worthless."""

from allauth.usersessions.models import UserSession
from django.http import HttpRequest


def renew_key(request: HttpRequest) -> None:
    """Replace the key; the session goes on, also in the list of sessions."""
    earlier = request.session.session_key
    request.session.cycle_key()
    UserSession.objects.filter(session_key=earlier).update(session_key=request.session.session_key)
