"""A person's settings and account, signing out, and staying signed in on a shared computer."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.accounts.access import public, signed_in
from courses.accounts.http.responses import never_stored, see_other
from courses.accounts.own_account.display import Display, display_of, keep_display
from courses.accounts.own_account.forms import DisplayForm
from courses.accounts.pages.next_page import next_of, own_path
from courses.accounts.recovery_sheet.sheet import codes_left
from courses.accounts.security_log.reading import second_step_freed_at
from courses.accounts.session.ended import forget_sign_in
from courses.accounts.session.lifetime import SessionLifetime, life_of
from courses.accounts.session.pending_answer import put_down
from courses.accounts.sign_in.allauth_internals import logout
from courses.accounts.visitors import guests
from courses.accounts.visitors.visitor import visit_of


@public("anybody may choose how pages look")
@require_http_methods(["GET", "HEAD", "POST"])
def display(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        now = display_of(request)
        form = DisplayForm(initial={"theme": now.theme, "size": now.size, "next": request.GET.get("next", "")[:300]})
        return render(request, "courses/accounts/display.html", {"form": form})
    form = DisplayForm(request.POST)
    if not form.is_valid():
        return render(request, "courses/accounts/display.html", {"form": form, "has_errors": True}, status=422)
    response = see_other(own_path(request, form.cleaned_data["next"], request.path))
    keep_display(response, Display(form.cleaned_data["theme"], form.cleaned_data["size"]))
    return response


@signed_in("the person's own account")
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    person = visit_of(request).account
    assert person is not None
    keys = Authenticator.objects.filter(user_id=person.pk).values_list("type", flat=True)
    context = {
        "person": person,
        "address": EmailAddress.objects.filter(user_id=person.pk, verified=True).first(),
        "passkeys": sum(kind == Authenticator.Type.WEBAUTHN for kind in keys),
        "has_app": Authenticator.Type.TOTP in keys,
        "codes_left": codes_left(person),
        "freed_at": second_step_freed_at(person, now=timezone.now()),
    }
    return _private(render(request, "courses/accounts/account.html", context))


@public("signing out must always be possible, and says nothing")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session here and clear what the browser stored; the next person is an unknown visitor."""
    if request.method != "POST":
        return _private(render(request, "account/logout.html", {"waits": _waits(request)}))
    was_signed_in = visit_of(request).account is not None
    done = reverse("accounts:signed-out") + ("?waits=1" if _waits(request) else "")
    response = see_other(next_of(request, done))
    try:
        UserSession.objects.filter(session_key=request.session.session_key).delete()
        logout(request, show_message=False)
    except (DatabaseError, InterfaceError):
        response.delete_cookie(settings.SESSION_COOKIE_NAME, path="/", samesite="Lax")
        was_signed_in = True
    forget_sign_in(response)
    put_down(response)
    if was_signed_in:
        _forget_everything(request, response)
    return _private(response)


def _forget_everything(request: HttpRequest, response: HttpResponse) -> None:
    """Let the browser forget whoever was here. What names no person stays: which group a room's computer is for, and
    that tries at an account that was signed in here are counted apart."""
    guests.forget_visitor(response)
    stay = {settings.ROOM_COOKIE_NAME, settings.KNOWN_COOKIE_NAME} & request.COOKIES.keys()
    if not stay:
        response["Clear-Site-Data"] = '"cache", "cookies", "storage"'
        return
    for name in request.COOKIES.keys() - stay:
        response.delete_cookie(name, path="/", samesite="Lax")
    response["Clear-Site-Data"] = '"cache", "storage"'


@public("tells whoever signed out that it worked")
@require_safe
def signed_out(request: HttpRequest) -> HttpResponse:
    return _private(render(request, "courses/accounts/signed_out.html", {"waits": "waits" in request.GET}))


def _waits(request: HttpRequest) -> bool:
    """Whether learning from before the sign-in is still asked about."""
    has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
    return has_session and request.session.get(guests.LEARNING_HERE) == guests.WAITS


@public("whoever was signed in here may say that they go on without")
@require_POST
def go_on(request: HttpRequest) -> HttpResponse:
    """Treat this browser as an ordinary visitor's from now on, although a sign-in has ended in it; redirect."""
    visit_of(request).goes_on = True
    return _private(see_other(next_of(request, reverse("home"))))


@public("says how long the sign-in of this browser lasts; a visitor has none")
@require_http_methods(["GET", "HEAD", "POST"])
def stay(request: HttpRequest) -> HttpResponse:
    """Return the seconds left of the session as JSON. GET does not count as use of the session; POST extends it."""
    if request.method == "POST" and "json" not in request.headers.get("Accept", ""):
        return see_other(next_of(request, reverse("me")))
    life: SessionLifetime | None = life_of(request.session) if visit_of(request).account else None
    left = life.left(timezone.now().timestamp()) if life else 0
    return _private(JsonResponse({"left": left}))


def _private(response: HttpResponse) -> HttpResponse:
    return never_stored(response)
