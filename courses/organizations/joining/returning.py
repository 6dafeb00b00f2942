"""Coming back without e-mail: group code, nickname and secret code; or a printed card."""

from http import HTTPStatus

from allauth.core.ratelimit import respond_429
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language_from_request, override
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from courses.accounts.access import public
from courses.accounts.pages.next_page import next_of
from courses.accounts.rate_limits.counting import LimitsDown
from courses.accounts.recovery_sheet.views import closed
from courses.organizations.access.own_credentials import card_opens, secret_opens
from courses.organizations.forms.names import folded
from courses.organizations.forms.pages import show
from courses.organizations.joining.forms import CardForm, GroupSignInForm
from courses.organizations.joining.limits import Attempt, may_miss
from courses.organizations.joining.secret_codes import fits
from courses.organizations.joining.signing_in import sign_in_here
from courses.organizations.models import Card, Group, Member
from courses.organizations.short_links.codes import normal_token, token_hash

WAY_IN = "a way in must be open to whoever is not in yet"


def _page_after(member: Member) -> str:
    """Her groups; at the first visit, and after a reset, first the page that asks what is still missing."""
    if member.is_present and (member.joined_at is None or member.must_change_secret):
        return reverse("organizations:welcome", args=(member.pk,))
    return reverse("organizations:mine")


@public(WAY_IN)
@sensitive_post_parameters("secret")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Whatever is wrong, the answer is the same and takes the same time."""
    form = GroupSignInForm(request.POST if request.method == "POST" else None)
    going_on = next_of(request, "")
    if not form.is_bound or not form.is_valid():
        return show(request, "joining/sign_in.html", {"next": going_on}, form=form)
    typed = form.cleaned_data
    member = _place(typed["code"], typed["nickname"])
    group = member.group if member else Group.objects.entered_by(typed["code"]).first()
    try:
        attempt = Attempt(request, group=group, nickname=typed["nickname"], is_listed=member is not None)
    except LimitsDown:
        return closed(request)
    if attempt.refused:
        return _too_often(request, form, attempt.refused)
    if not fits(typed["secret"], member) or member is None:
        form.add_error(None, _("Code, nickname and secret code do not fit together"))
        return show(request, "joining/sign_in.html", {"next": going_on}, form=form)
    attempt.undo()
    if not secret_opens(member):
        return show(request, "joining/not_alone.html", {"group": group, "is_card": False}, status=409)
    is_shared = member.group.is_shared_room or typed["shared"]
    page = _page_after(member) if member.must_change_secret else going_on or _page_after(member)
    return sign_in_here(request, member.learner, is_shared=is_shared, page=page)


def _place(code: str, nickname: str) -> Member | None:
    entered = Group.objects.entered_by(code)
    place = Member.objects.filter(group__in=entered, folded=folded(nickname), learner__is_active=True)
    return place.select_related("learner", "group").first()


def _too_often(request: HttpRequest, form: GroupSignInForm, who: str) -> HttpResponse:
    """429 with the form as it was typed, and what to do meanwhile."""
    words = {
        "name": _(
            "Too many wrong tries with this nickname from here. Wait 5 minutes, or use your card. Your facilitator "
            "can let you try again at once."
        ),
        "room": _(
            "Too many wrong tries for this group from here. Wait 5 minutes, or use your card. Your facilitator can "
            "let everybody try again at once."
        ),
        "address": _("Too many wrong codes from here. Wait a minute and look at the code on your sheet."),
    }
    form.add_error(None, words[who])
    response = show(request, "joining/sign_in.html", {"next": next_of(request, "")}, form=form)
    response.status_code, response["Retry-After"] = HTTPStatus.TOO_MANY_REQUESTS, "300"
    return response


@public("a printed link without a language; leads to the page in the reader's own")
@require_safe
def short_card(request: HttpRequest, token: str) -> HttpResponse:
    """/c/<token>: one redirect that looks nothing up and signs nobody in."""
    with override(get_language_from_request(request)):
        return HttpResponseRedirect(reverse("organizations:card", args=(normal_token(token).lower() or "-",)))


def _card(token: str) -> Card | None:
    """The valid card behind a link; those of archived groups are none."""
    cards = Card.objects.filter(token=token_hash(token), voided_at=None, member__learner__is_active=True)
    opened = cards.filter(member__group__archived_at=None, member__group__organization__archived_at=None)
    return opened.select_related("member__learner", "member__group").first()


@public("whoever holds the card; it holds 128 random bits")
@require_http_methods(["GET", "HEAD", "POST"])
def card(request: HttpRequest, token: str) -> HttpResponse:
    """GET asks whether it is she and signs nobody in: previews of links open pages, too. POST signs in."""
    found = _card(token)
    if found is None:
        return _no_card(request)
    member = found.member
    if not card_opens(member):
        return show(request, "joining/not_alone.html", {"group": member.group, "is_card": True}, status=409)
    form = CardForm(request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        return show(request, "joining/card.html", {"member": member, "group": member.group}, form=form)
    is_shared = member.group.is_shared_room or form.cleaned_data["shared"]
    return sign_in_here(request, member.learner, is_shared=is_shared, page=_page_after(member))


def _no_card(request: HttpRequest) -> HttpResponse:
    """Only cards that are none are ever refused: 128 random bits are not found by trying."""
    try:
        if may_miss(request, "long_code"):
            return show(request, "joining/no_card.html", status=404)
    except LimitsDown:
        return closed(request)
    refused: HttpResponse = respond_429(request)
    return refused
