"""Addresses of allauth's pages, each with an access mark, never stored, closed while attempts cannot be counted."""

from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from allauth.account import urls as account_urls
from allauth.account.adapter import get_adapter
from allauth.mfa import urls as mfa_urls
from allauth.usersessions import urls as usersessions_urls
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils.translation import gettext as _

from courses.accounts.access import ALLAUTH_RULES, MARK, asks_for_confirmation, is_for_signed_in, to_sign_in
from courses.accounts.http.responses import never_stored
from courses.accounts.models import User
from courses.accounts.own_account import views
from courses.accounts.rate_limits.counting import LimitsDown, require_counting
from courses.accounts.recovery_sheet.views import closed
from courses.accounts.session.new_key import renew_key
from courses.accounts.sign_in.allauth_internals import LOGIN_SESSION_KEY
from courses.accounts.sign_in.confirming import is_confirmed, to_confirmation
from courses.accounts.sign_in.forms import SharedChoice
from courses.accounts.sign_in.passkeys import passkeys_work
from courses.accounts.sign_in.second_step.kept_secrets import hash_codes
from courses.accounts.sign_in.sign_up import EmailSignUpView
from courses.accounts.sign_in.stages import end_if_password_changed, start_anew
from courses.accounts.sign_in.takeover import signs_in_alone, stay_here, void_what_others_hold
from courses.accounts.visitors.visitor import visit_of

BY_EMAIL = "account_signup_by_email"
OURS = ("account_logout",)  # replaced by views of our own
WAYS_IN = (
    "account_login", "account_signup", "account_signup_by_email", "account_signup_by_passkey",
    "account_request_login_code", "mfa_login_webauthn",
)  # fmt: skip
BY_CODE = ("account_confirm_login_code", "account_confirm_password_reset_code", "account_email_verification_sent")
BEGINNINGS = ("account_login", "account_request_login_code", "account_reset_password", "account_email")
OWN_WAYS = ("account_set_password", "mfa_add_webauthn", "account_email_verification_sent")
ENDING_OTHERS = ("usersessions_list",)  # to look at the list is free
SHOWING_CODES = ("mfa_view_recovery_codes", "mfa_download_recovery_codes")
METHODS = ("GET", "HEAD", "POST")
CONFIRMING = ("account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn")


def _leaves(patterns: Iterable[URLPattern | URLResolver], prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _leaves(pattern.url_patterns, prefix + str(pattern.pattern))
        else:
            yield prefix + str(pattern.pattern), pattern


def housed(name: str, view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Wrap allauth's `view`, whose route is `name`, with this site's access rules, limits and error pages."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = _kept_out(request, name)
        if response is None:
            try:
                _prepare(request, name)
                first = _sets_first_way(request, name)
                response = _with_errors(request, view(request, *args, **kwargs))
                _end_group_ways(request, first, response)
                _say_if_over(request, name, response)
                _tidy_up(request, name, response)
            except LimitsDown:
                response = closed(request)
        return never_stored(response)

    setattr(shown, MARK, ALLAUTH_RULES[name])
    return shown


def _kept_out(request: HttpRequest, name: str) -> HttpResponse | None:
    """Where the reader is led instead, if this page is not for them now."""
    if ("webauthn" in name or "passkey" in name) and not passkeys_work(request):
        raise Http404
    if is_for_signed_in(name) and visit_of(request).account is None:
        return to_sign_in(request)
    if request.method not in METHODS:  # allauth takes PUT for POST
        return HttpResponseNotAllowed(METHODS)
    if name in CONFIRMING and not get_adapter().get_reauthentication_methods(request.user):
        return to_confirmation(request)
    changes_ways_in = asks_for_confirmation(name) or (name in ENDING_OTHERS and request.method == "POST")
    if changes_ways_in and not is_confirmed(request):
        return to_confirmation(request)
    return None


def _prepare(request: HttpRequest, name: str) -> None:
    """Whoever opens a way in starts anew; who goes on does so with the password of now; all are counted."""
    if LOGIN_SESSION_KEY in request.session:
        if name in WAYS_IN:
            start_anew(request)
        else:
            end_if_password_changed(request)
    if request.method == "POST":
        require_counting()
        if name in WAYS_IN:
            SharedChoice.keep(request)


def _with_errors(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """A form that was not accepted comes back as 422, and its title says so."""
    shown = getattr(response, "context_data", None)
    if request.method == "POST" and shown and response.status_code == HTTPStatus.OK:
        forms = (shown.get("form"), shown.get("webauthn_form"))
        if any(form is not None and form.is_bound and form.errors for form in forms):
            shown["has_errors"] = True
            response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
    return response


def _sets_first_way(request: HttpRequest, name: str) -> User | None:
    """Who may get a first way in of their own by this form, and has come by a group's until now."""
    person = visit_of(request).account if request.method == "POST" and name in OWN_WAYS else None
    return person if person is not None and person.places.exists() and not signs_in_alone(person) else None


def _end_group_ways(request: HttpRequest, person: User | None, response: HttpResponse) -> None:
    """A first way in of one's own ends what a group's way in had opened elsewhere, and an older recovery sheet."""
    if person is None or response.status_code != HTTPStatus.FOUND:
        return
    person.refresh_from_db(fields=["password"])
    had_sheet = person.recovery_codes.exists()
    void_what_others_hold(person)
    stay_here(request, person)
    if had_sheet:
        messages.info(request, _("Your earlier recovery sheet is void. Print a new one."))


def _say_if_over(request: HttpRequest, name: str, response: HttpResponse) -> None:
    """A code that comes too late leads back to the beginning: say why, where nothing else was said."""
    place = urlsplit(response.get("Location", "")).path
    is_sent = request.method == "POST" and name in BY_CODE
    if is_sent and place in [reverse(one) for one in BEGINNINGS] and not len(messages.get_messages(request)):
        messages.info(
            request,
            _("This code is not good here any more: it was used, or its 10 minutes are over. Ask for a new one."),
        )


def _tidy_up(request: HttpRequest, name: str, response: HttpResponse) -> None:
    """Whoever confirmed who they are goes on with another key; codes that were shown need not be made again."""
    if name in CONFIRMING and request.method == "POST" and response.status_code == HTTPStatus.FOUND:
        renew_key(request)
    person = visit_of(request).account
    if name in SHOWING_CODES and response.status_code == HTTPStatus.OK and person is not None:
        hash_codes(person)


def _houses(prefix: str, patterns: Iterable[URLPattern | URLResolver]) -> list[URLPattern]:
    return [
        path(prefix + route, housed(str(leaf.name), leaf.callback), name=leaf.name)
        for route, leaf in _leaves(patterns)
        if leaf.name not in OURS
    ]


urlpatterns = [
    path("logout/", views.sign_out, name="account_logout"),
    path("signup/email/", housed(BY_EMAIL, EmailSignUpView.as_view()), name=BY_EMAIL),
    *_houses("", account_urls.urlpatterns),
    *_houses("2fa/", mfa_urls.urlpatterns),
    *_houses("sessions/", usersessions_urls.urlpatterns),
]
