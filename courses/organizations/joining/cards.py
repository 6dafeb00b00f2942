"""Signing in by a printed card: scanned, or typed where there is no camera.

No address that a browser stores holds the code of a scanned card, so the history of a shared computer cannot sign
anybody in.
"""

from dataclasses import dataclass
from http import HTTPStatus

from allauth.core.ratelimit import respond_429
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language_from_request, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from courses.accounts.access import public
from courses.accounts.http.responses import never_stored
from courses.accounts.rate_limits.counting import LimitsDown
from courses.accounts.recovery_sheet.views import closed
from courses.accounts.security_log.events import SecurityKind, note_request
from courses.organizations.access.own_credentials import card_opens
from courses.organizations.forms.pages import show
from courses.organizations.joining.forms import CardCodeForm, CardForm
from courses.organizations.joining.limits import may_miss, may_miss_card, may_open_card
from courses.organizations.joining.returning import page_after
from courses.organizations.joining.rooms import group_of_room
from courses.organizations.joining.signing_in import sign_in_here
from courses.organizations.models import Card, Group
from courses.organizations.short_links.codes import letters_hashes, normal_token, token_hash

SCANNED_FOR = 300  # seconds from scanning to the page that asks
HOLDER = "whoever holds the card; it holds 128 random bits"


@public("a printed link without a language; leads to the page in the reader's own")
@require_safe
def short_card(request: HttpRequest, token: str = "") -> HttpResponse:
    """/c/<token>: redirects without any lookup and signs nobody in. /c alone leads to the form."""
    with override(get_language_from_request(request)):
        return _to_question(normal_token(token).lower())


def _to_question(token: str) -> HttpResponse:
    response = HttpResponseRedirect(reverse("organizations:card-here"))
    never_stored(response)
    if token:
        response.set_cookie(
            settings.SCANNED_COOKIE_NAME, token, max_age=SCANNED_FOR, secure=settings.HTTPS, httponly=True,
            samesite="Lax", path="/",
        )  # fmt: skip
    return response


def _card(token: str) -> Card | None:
    """The valid card behind a link; those of archived groups are none."""
    return Card.objects.opening().filter(token=token_hash(token)).first()


@public(HOLDER)
@require_http_methods(["GET", "HEAD", "POST"])
def card(request: HttpRequest, token: str) -> HttpResponse:
    """POST signs in. GET redirects to the page that asks first, whose address does not contain the card's code."""
    if request.method != "POST":
        return _to_question(normal_token(token).lower())
    found, form = _card(token), CardForm(request.POST)
    if found is None:
        return _no_card(request)
    return _enter(request, found, is_shared=form.is_valid() and form.cleaned_data["shared"])


@public(HOLDER)
@require_http_methods(["GET", "HEAD", "POST"])
def card_here(request: HttpRequest) -> HttpResponse:
    """Ask whether a scanned card is the person's own, or show the form for a card's letters.

    Opening the page signs nobody in, because link previews open pages too.
    """
    scanned = normal_token(request.COOKIES.get(settings.SCANNED_COOKIE_NAME, "")).lower()
    response = _ask(request, scanned) if scanned and request.method != "POST" else _type_in(request)
    if scanned:
        response.delete_cookie(settings.SCANNED_COOKIE_NAME, path="/", samesite="Lax")
    return response


def _ask(request: HttpRequest, token: str) -> HttpResponse:
    found = _card(token)
    if found is None:
        return _no_card(request)
    member = found.member
    if not card_opens(member):
        return _not_alone(request, member.group)
    context = {"member": member, "group": member.group, "token": token}
    return show(request, "joining/cards/card.html", context, form=CardForm())


def _not_alone(request: HttpRequest, group: Group) -> HttpResponse:
    return show(request, "joining/not_alone.html", {"group": group, "is_card": True}, status=409)


def _enter(request: HttpRequest, found: Card, *, is_shared: bool) -> HttpResponse:
    member = found.member
    if not card_opens(member):
        return _not_alone(request, member.group)
    return sign_in_here(request, member.learner, is_shared=is_shared, page=page_after(member), group=member.group)


def _no_card(request: HttpRequest) -> HttpResponse:
    """Only cards that are none are ever refused: 128 random bits are not found by trying."""
    try:
        if may_miss(request, "long_code"):
            note_request(request, SecurityKind.SIGN_IN_FAILED, None, "card")
            return show(request, "joining/cards/no_card.html", status=404)
    except LimitsDown:
        return closed(request)
    refused: HttpResponse = respond_429(request)
    return refused


# ---- where there is no camera


@dataclass(frozen=True, slots=True)
class TypedCard:
    """The card that was typed, or the error: the group's code and the card's letters belong together."""

    card: Card | None
    is_heard: bool


def _type_in(request: HttpRequest) -> HttpResponse:
    room = group_of_room(request)
    form = CardCodeForm(request.POST if request.method == "POST" else None, room=room)
    if form.is_bound and form.is_valid():
        try:
            typed = _typed(request, form.cleaned_data["code"], form.cleaned_data["letters"])
        except LimitsDown:
            return closed(request)
        if typed.card is not None:
            return _enter(request, typed.card, is_shared=bool(form.cleaned_data.get("shared")))
        note_request(request, SecurityKind.SIGN_IN_FAILED, None, "card")
        return _try_again(request, form, room, is_heard=typed.is_heard)
    return show(request, "joining/cards/type_card.html", {"room": room}, form=form)


def _typed(request: HttpRequest, code: str, letters: str) -> TypedCard:
    group = Group.objects.entered_by(code).first()
    if group is None:
        return TypedCard(None, may_miss(request, "group"))
    issued_here = letters_hashes(group.pk, letters)  # the paper goes along with whoever was moved since
    found = Card.objects.opening().filter(letters__in=issued_here).first()
    if found is None:
        return TypedCard(None, may_miss_card(request, group))
    is_heard = may_open_card(request, group, letters)
    return TypedCard(found if is_heard else None, is_heard)


def _try_again(request: HttpRequest, form: CardCodeForm, room: Group | None, *, is_heard: bool) -> HttpResponse:
    too_often = _("Too many wrong codes from here. Wait 10 minutes, or sign in with your nickname.")
    form.add_error("letters", _("No card has this code. Look at it again.") if is_heard else too_often)
    response = show(request, "joining/cards/type_card.html", {"room": room}, form=form)
    if not is_heard:
        response.status_code, response["Retry-After"] = HTTPStatus.TOO_MANY_REQUESTS, "600"
    return response
