"""Who may open the pages of people who run groups: an account, a second step where passkeys work, a short sign-in."""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from http import HTTPStatus
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.accounts.access import MARK, signed_in, to_sign_in
from courses.accounts.http.requests import of_site
from courses.accounts.http.responses import never_stored
from courses.accounts.models import User
from courses.accounts.session import lifetime as session_lifetime
from courses.accounts.visitors.visitor import account_of

SECOND_STEPS = (Authenticator.Type.WEBAUTHN, Authenticator.Type.TOTP)


def for_staff(
    reason: str, *, shows_people: bool = True
) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """View decorator: only for a person with an account; over HTTPS only with a passkey or an app as the second step.

    It does not decide which rows they may see: the querysets do, and strangers get 404. With `shows_people`, opening
    the page shortens the person's session to that of staff.
    """

    def mark(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if settings.HTTPS and not has_second_step(account_of(request)):
                messages.info(request, _("Whoever runs groups signs in with a passkey or an app. Set one up first."))
                return HttpResponseRedirect(reverse("mfa_index"))
            if shows_people and is_over(request):
                return to_sign_in(request)
            response = view(request, *args, **kwargs)
            never_stored(response)
            if shows_people and response.status_code < HTTPStatus.BAD_REQUEST:
                shorten(request)
            return response

        shown = signed_in(reason)(guarded)
        setattr(shown, MARK, f"staff: {reason}")
        return shown

    return mark


def is_over(request: HttpRequest) -> bool:
    """Whether this session is too old for pages about other people; it is ended here if so."""
    life: session_lifetime.SessionLifetime | None = getattr(request, "life", None)
    reason = replace(life, is_staff=True).ended(timezone.now().timestamp()) if life else ""
    if reason:
        logout(request)
        of_site(request).session_ended = reason
    return bool(reason)


def shorten(request: HttpRequest) -> None:
    """Shorten this session to the lifetime of sessions that show other people."""
    life: session_lifetime.SessionLifetime | None = getattr(request, "life", None)
    if life is not None and session_lifetime.life_of(request.session) is not None:  # the view may have signed out
        of_site(request).life = session_lifetime.sees_people(request.session, life)


def has_second_step(person: User) -> bool:
    return bool(Authenticator.objects.filter(user_id=person.pk, type__in=SECOND_STEPS).exists())
