"""Which group a shared computer belongs to: the group's code in a cookie, until somebody removes it.

The code is printed on the group's sheet too, and nothing in the cookie is personal, so it outlives every sign-out.
"""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from courses.accounts.access import public
from courses.accounts.http.responses import see_other
from courses.organizations.models import Group
from courses.organizations.short_links.codes import normal_code

REMEMBERED_FOR = timedelta(days=365)


def group_of_room(request: HttpRequest) -> Group | None:
    """The group of this computer while people can sign in to it, or None; no query without the cookie."""
    code = normal_code(request.COOKIES.get(settings.ROOM_COOKIE_NAME, ""))
    if not code:
        return None
    entered = Group.objects.entered_by(code).filter(archived_at=None, organization__archived_at=None)
    return entered.select_related("organization").first()


def remember_room(response: HttpResponse, group: Group) -> None:
    response.set_cookie(
        settings.ROOM_COOKIE_NAME, group.code, max_age=int(REMEMBERED_FOR.total_seconds()), secure=settings.HTTPS,
        httponly=True, samesite="Lax", path="/",
    )  # fmt: skip


@public("whoever sits at the computer may end which group it is for; that signs nobody out")
@require_POST
def end_room(request: HttpRequest) -> HttpResponse:
    response = see_other(reverse("organizations:group-sign-in"))
    response.delete_cookie(settings.ROOM_COOKIE_NAME, path="/", samesite="Lax")
    messages.success(request, _("This computer has forgotten the group."))
    return response
