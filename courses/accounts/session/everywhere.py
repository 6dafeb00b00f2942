"""Ends every sign-in of a person, in all browsers."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from courses.accounts.models import User


def end_sessions_of(person: User) -> int:
    """Returns how many there were. What "Where you are signed in" lists of them goes when it is next looked at."""
    known = UserSession.objects.filter(user=person).values_list("session_key", flat=True)
    ended, _ = Session.objects.filter(session_key__in=list(known)).delete()
    return ended
