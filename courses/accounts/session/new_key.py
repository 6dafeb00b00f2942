"""Gives a session another key when somebody confirms who they are: one that was read before is worth nothing then."""

from allauth.usersessions.models import UserSession
from django.http import HttpRequest


def renew_key(request: HttpRequest) -> None:
    """The sign-in goes on, also in the list of where the person is signed in."""
    earlier = request.session.session_key
    request.session.cycle_key()
    UserSession.objects.filter(session_key=earlier).update(session_key=request.session.session_key)
