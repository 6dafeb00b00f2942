"""Whether somebody leads groups, noted in the session, so that the header of a page costs no query.

It is noted at sign-in, when the person founds an organisation or takes up an invitation, and on the pages that ask
the database anyway. Taken away by somebody else, it stays until then; the page that it leads to is open to anybody.
"""

from django.http import HttpRequest

from courses.accounts.models import User
from courses.accounts.pages.frames import LEADS
from courses.accounts.visitors.visitor import visit_of
from courses.organizations.models import Membership


def note_leading(request: HttpRequest, person: User) -> bool:
    """Look, and remember: one query."""
    leads = Membership.objects.filter(user=person, organization__archived_at=None).exists()
    if request.session.get(LEADS, False) != leads:
        request.session[LEADS] = leads
    return leads


def is_leading(request: HttpRequest) -> bool:
    """As noted; no query beyond that of the session itself, none for visitors, guests and what is refused early."""
    if not hasattr(request, "visit"):
        return False
    return visit_of(request).account is not None and bool(request.session.get(LEADS, False))
