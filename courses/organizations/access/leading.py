"""Caches in the session whether somebody leads groups, so that the header of a page costs no query.

The value is updated at sign-in, when the person founds an organisation or accepts an invitation, and on pages that
query the roles anyway. When somebody else removes the role, the cached value stays until then; the page that it links
to is open to anybody.
"""

from django.http import HttpRequest

from courses.accounts.models import User
from courses.accounts.pages.frames import LEADS
from courses.accounts.visitors.visitor import visit_of
from courses.organizations.models import Membership


def note_leading(request: HttpRequest, person: User) -> bool:
    """Query whether the person leads groups, store it in the session and return it; one query."""
    leads = Membership.objects.filter(user=person, organization__archived_at=None).exists()
    if request.session.get(LEADS, False) != leads:
        request.session[LEADS] = leads
    return leads


def is_leading(request: HttpRequest) -> bool:
    """Return the value stored in the session; no query besides that for the session, none for visitors and guests."""
    if not hasattr(request, "visit"):
        return False
    return visit_of(request).account is not None and bool(request.session.get(LEADS, False))
