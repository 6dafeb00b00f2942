"""Signs somebody in from a group's page; a second step of their own account is still asked."""

from allauth.account.models import Login
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from courses.accounts.http.responses import see_other
from courses.accounts.models import User
from courses.accounts.session import lifetime as session_lifetime
from courses.accounts.sign_in.allauth_internals import perform_login
from courses.accounts.visitors.guests import forget_visitor
from courses.learning.claims.actions import decline
from courses.learning.claims.waiting import note
from courses.organizations.joining.rooms import remember_room
from courses.organizations.models import Group


def sign_in_here(
    request: HttpRequest, person: User, *, group: Group, is_shared: bool, page: str, leaves_out: User | None = None
) -> HttpResponse:
    """Sign `person` in and redirect to `page`; an earlier session in this browser ends.

    On shared computers, the group of the room is kept in a cookie. `leaves_out` is the guest of this browser of whom
    the person has just said that it is somebody else.
    """
    is_shared = is_shared or group.is_shared_room
    if request.user.is_authenticated and request.user.pk != person.pk:
        logout(request)
    session_lifetime.want_shared(request.session, is_shared=is_shared)
    response: HttpResponse = perform_login(request, Login(user=person, redirect_url=page))
    if request.user.is_authenticated:
        response = see_other(response["Location"] if leaves_out is None and response.has_header("Location") else page)
    if leaves_out is not None:
        decline(account=person, guest=leaves_out, now=timezone.now())
        note(request, person)
        if is_shared:
            forget_visitor(response)
    if group.is_shared_room:
        remember_room(response, group)
    return response
