"""Ends all sessions of a person, in all browsers."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from courses.accounts.models import User


def end_sessions_of(person: User) -> int:
    """End them and return how many there were. The list of sessions drops them when it is next shown."""
    known = UserSession.objects.filter(user=person).values_list("session_key", flat=True)
    ended, _ = Session.objects.filter(session_key__in=list(known)).delete()
    return ended
