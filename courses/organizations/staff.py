"""Who may open the pages of people who run groups: an account, and where passkeys work a second step."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from courses.accounts.access import MARK, signed_in
from courses.accounts.models import User
from courses.accounts.visits import visit_of


def for_staff(reason: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Only for a person with an account; over HTTPS only with a passkey or an app for the second step.

    Which rows she may see is no matter of this mark: the querysets decide, and strangers get 404.
    """

    def mark(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if settings.HTTPS and not _has_second_step(account_of(request)):
                messages.info(request, _("Whoever runs groups signs in with a passkey or an app. Set one up first."))
                return HttpResponseRedirect(reverse("mfa_index"))
            response = view(request, *args, **kwargs)
            response["Cache-Control"] = "no-store"
            return response

        shown = signed_in(reason)(guarded)
        setattr(shown, MARK, f"staff: {reason}")
        return shown

    return mark


def account_of(request: HttpRequest) -> User:
    """The person signed in; the mark of the view has sent everybody else away."""
    account = visit_of(request).account
    assert account is not None
    return account


def _has_second_step(person: User) -> bool:
    ways = (Authenticator.Type.WEBAUTHN, Authenticator.Type.TOTP)
    return bool(Authenticator.objects.filter(user_id=person.pk, type__in=ways).exists())
