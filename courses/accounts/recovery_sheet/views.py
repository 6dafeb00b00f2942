"""Pages of the recovery sheet, and confirming by a code sent to the person's own address."""

import io

import segno
from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from allauth.mfa.adapter import get_adapter as mfa_adapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from courses.accounts.access import public, signed_in
from courses.accounts.http.responses import never_stored, see_other
from courses.accounts.models import User
from courses.accounts.own_account.forms import ConfirmByCodeForm, RecoverForm
from courses.accounts.pages.next_page import next_of
from courses.accounts.rate_limits import throttle
from courses.accounts.rate_limits.client_addresses import address_of
from courses.accounts.rate_limits.counting import LimitsDown, require_counting
from courses.accounts.recovery_sheet import sheet as recovery
from courses.accounts.security_log.events import SecurityKind, note_request
from courses.accounts.sign_in.allauth_internals import get_totp_secret
from courses.accounts.sign_in.confirming import CodeConfirmation, confirmed_first
from courses.accounts.visitors.visitor import visit_of

SHOWN = "sheet_shown"  # in the session: the key of the form that made the sheet


def closed(request: HttpRequest) -> HttpResponse:
    """The page for status 503: attempts cannot be counted, so signing in is off for now; reading still works."""
    response = render(request, "courses/accounts/closed.html", {"is_error_page": True}, status=503)
    response["Retry-After"] = "10"
    return _private(response)


@signed_in("the person's own recovery sheet")
@confirmed_first
@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: HttpRequest) -> HttpResponse:
    """Explain; on POST make ten codes and show them this once. The same form sent again makes no second sheet."""
    visit = visit_of(request)
    person = visit.account
    assert person is not None
    key = request.POST.get("key", "")[:80]
    if request.method == "POST" and visit.is_mine(key) and request.session.get(SHOWN) != key:
        codes = recovery.issue_sheet(user=person, now=timezone.now())
        request.session[SHOWN] = key
        return _private(render(request, "courses/accounts/sheet.html", {"codes": codes, "person": person}))
    context = {
        "left": recovery.codes_left(person), "person": person, "form_key": visit.new_form_key(),
        "was_shown": request.method == "POST",
    }  # fmt: skip
    return _private(render(request, "courses/accounts/sheet_about.html", context))


@sensitive_post_parameters("code", "password1")
@require_http_methods(["GET", "HEAD", "POST"])
def _recover(request: HttpRequest) -> HttpResponse:
    form = RecoverForm(request.POST if request.method == "POST" else None)
    if form.is_bound:
        try:
            require_counting()
        except LimitsDown:
            return closed(request)
        if form.is_valid():
            name = form.cleaned_data["username"]
            if throttle.count(request, "recover", address_of(request), name) is None:
                refused: HttpResponse = ratelimit.respond_429(request)
                return refused
            if _has_recovered(request, form):
                return _private(see_other(reverse("account_login")))
    context = {"form": form, "has_errors": form.is_bound}
    return _private(render(request, "courses/accounts/recover.html", context, status=422 if form.is_bound else 200))


recover = public("a way back for whoever cannot sign in")(_recover)


def _has_recovered(request: HttpRequest, form: RecoverForm) -> bool:
    typed = form.cleaned_data
    try:
        person = recovery.redeem(
            username=typed["username"], typed=typed["code"], password=typed["password1"], now=timezone.now()
        )
    except recovery.CodeRefused:
        known = User.objects.filter(username=typed["username"]).first()
        note_request(request, SecurityKind.SIGN_IN_FAILED, known, "recovery sheet", is_own=False)
        form.add_error(None, _("User name and code do not fit together, or this code has been used."))
        return False
    note_request(request, SecurityKind.PASSWORD_CHANGED, person, "recovery sheet")
    messages.success(request, _("Your new password is set. Sign in with it."))
    get_adapter().send_notification_mail("account/email/password_reset", person)
    return True


@signed_in("the person's own confirmation")
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest) -> HttpResponse:
    """First press sends a code to the person's own address; the second form takes it."""
    pending = CodeConfirmation.pending(request)
    form = ConfirmByCodeForm(None)
    if request.method == "POST":
        if pending is None or "code" not in request.POST:
            return _send_code(request)
        form = ConfirmByCodeForm(request.POST, expected=pending.code)
        if form.is_valid():
            pending.finish()
            return _private(see_other(next_of(request, reverse("accounts:account"))))
        if not pending.record_invalid_attempt():
            pending = None
    page = next_of(request, reverse("accounts:account"))
    context = {"form": form, "pending": pending, "page": page, "has_errors": form.is_bound}
    return _private(render(request, "courses/accounts/confirm.html", context, status=422 if form.is_bound else 200))


@signed_in("the person's own secret, while the app is being set up")
@confirmed_first
@require_safe
def app_picture(request: HttpRequest) -> HttpResponse:
    """The QR code that an authenticator app scans: black on white, from this server."""
    person = visit_of(request).account
    assert person is not None
    address = mfa_adapter().build_totp_url(person, get_totp_secret(regenerate=False))
    picture = io.BytesIO()
    segno.make(address, error="m").save(picture, kind="svg", scale=4, border=4, light="white")
    return _private(HttpResponse(picture.getvalue(), content_type="image/svg+xml"))


def _send_code(request: HttpRequest) -> HttpResponse:
    try:
        require_counting()
    except LimitsDown:
        return closed(request)
    if throttle.count(request, "confirm", str(request.user.pk)) is None:
        refused: HttpResponse = ratelimit.respond_429(request)
        return refused
    CodeConfirmation.start(request)
    return _private(see_other(request.get_full_path()))


def _private(response: HttpResponse) -> HttpResponse:
    return never_stored(response)
