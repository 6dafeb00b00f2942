"""Who may call a view: every view carries one of these marks, and a test refuses a view without one."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from courses.accounts.http.responses import never_stored
from courses.accounts.http.sent_twice import answered
from courses.accounts.pages.addresses import is_own_page
from courses.accounts.pages.form_pages import own_page, page_instead
from courses.accounts.session.engine import StorageDown
from courses.accounts.session.pending_answer import carry, may_be_carried, rescuable
from courses.accounts.visitors.visitor import visit_of

View = TypeVar("View", bound=Callable[..., Any])

MARK = "access_rule"


def public(reason: str) -> Callable[[View], View]:
    """Open to everybody; `reason` says why that is right."""

    def mark(view: View) -> View:
        setattr(view, MARK, f"public: {reason}")
        return view

    return mark


def signed_in(reason: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Only for a person with an account; others are led to sign-in and come back. `reason` says what is theirs."""

    def mark(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            visit = visit_of(request)
            if visit.account is None:
                if visit.storage_is_down:
                    raise StorageDown
                return to_sign_in(request)
            return answered(request, lambda: view(request, *args, **kwargs))

        setattr(guarded, MARK, f"signed in: {reason}")
        return guarded

    return mark


def sign_in_url(page: str, *, because: str = "") -> str:
    """The address of sign-in that leads back to `page`, a path of this site."""
    query = {"next": page, "why": because} if because else {"next": page}
    return f"{reverse('account_login')}?{urlencode(query)}"


def to_sign_in(request: HttpRequest, *, because: str = "form") -> HttpResponse:
    """Redirect to sign-in, and after it back to this page. A form that was sent is then shown again, filled in."""
    if request.method in ("GET", "HEAD"):
        return _led(sign_in_url(request.get_full_path(), because=getattr(request, "session_ended", "")))
    page, is_sent = form_stood_on(request), request.method == "POST"
    response = _led(sign_in_url(page, because=because if is_sent else ""))
    if is_sent and may_be_carried(request) and not carry(request, response, page=page, now=timezone.now()):
        return _too_long(request)
    return response


def _led(address: str) -> HttpResponse:
    response = HttpResponseRedirect(address)
    return never_stored(response)


def form_stood_on(request: HttpRequest) -> str:
    """Where the form stood, as the browser says; else the page that it belongs to."""
    came_from = urlsplit(request.META.get("HTTP_REFERER", ""))
    if came_from.netloc != request.get_host() or not is_own_page(came_from.path, request.get_host()):
        return own_page(request)
    page = page_instead(came_from.path)
    return f"{page}?{came_from.query}" if came_from.query and page == came_from.path else page


def _too_long(request: HttpRequest) -> HttpResponse:
    """Show a form too long for cookies again, filled, so that the person can sign in in another tab and send it."""
    context = {
        "typed": rescuable(request.POST), "is_error_page": True, "again": request.path,
        "sign_in": sign_in_url(reverse("me")),
    }  # fmt: skip
    response = render(request, "courses/accounts/sign_in_beside.html", context, status=403)
    return never_stored(response)


def rule_of(view: Callable[..., Any]) -> str | None:
    """The access rule of a view, or None when it has none."""
    return getattr(view, MARK, None)


_WAY_IN = "public: a way in must be open to whoever is not in yet"
_PENDING = "public: the second step of a way in, for the browser that made the first"
_OWN = "signed in: the person's own account"
_OWN_CONFIRMED = "signed in, and confirmed within 300 seconds: changes who can get into the account"

ALLAUTH_RULES: Mapping[str, str] = {
    "account_login": _WAY_IN,
    "account_signup": _WAY_IN,
    "account_signup_by_passkey": _WAY_IN,
    "account_signup_by_email": _WAY_IN,
    "account_request_login_code": _WAY_IN,
    "account_reset_password": _WAY_IN,
    "mfa_login_webauthn": _WAY_IN,
    "account_inactive": "public: says that an account is closed, and to nobody in particular",
    "account_confirm_login_code": _PENDING,
    "account_email_verification_sent": _PENDING,
    "account_confirm_password_reset_code": _PENDING,
    "account_complete_password_reset": _PENDING,
    "account_password_reset_completed": _PENDING,
    "mfa_authenticate": _PENDING,
    "mfa_signup_webauthn": _PENDING,
    "account_reauthenticate": _OWN,
    "account_change_password": "signed in: the person's own password, which the form asks for",
    "mfa_index": _OWN,
    "mfa_list_webauthn": _OWN,
    "mfa_reauthenticate": _OWN,
    "mfa_reauthenticate_webauthn": _OWN,
    "usersessions_list": "signed in: the person's own sessions; to end the others asks again who it is",
    "account_email": _OWN_CONFIRMED,
    "account_set_password": _OWN_CONFIRMED,
    "mfa_activate_totp": _OWN_CONFIRMED,
    "mfa_deactivate_totp": _OWN_CONFIRMED,
    "mfa_view_recovery_codes": _OWN_CONFIRMED,
    "mfa_generate_recovery_codes": _OWN_CONFIRMED,
    "mfa_download_recovery_codes": _OWN_CONFIRMED,
    "mfa_add_webauthn": _OWN_CONFIRMED,
    "mfa_remove_webauthn": _OWN_CONFIRMED,
    "mfa_edit_webauthn": _OWN_CONFIRMED,
}


def rule_of_route(name: str, view: Callable[..., Any]) -> str | None:
    """The access rule of a route: the mark of our view, or the line of allauth's in the table."""
    return rule_of(view) or ALLAUTH_RULES.get(name)


def asks_for_confirmation(route: str) -> bool:
    """Whether this route of allauth requires that the person has confirmed their identity recently."""
    return ALLAUTH_RULES.get(route) == _OWN_CONFIRMED


def is_for_signed_in(route: str) -> bool:
    return ALLAUTH_RULES.get(route, "").startswith("signed in")
