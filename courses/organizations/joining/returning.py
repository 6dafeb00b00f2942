"""Signing in by group code, nickname and secret code. By a printed card: cards.py."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from courses.accounts.access import public
from courses.accounts.pages.next_page import next_of
from courses.accounts.rate_limits.counting import LimitsDown
from courses.accounts.recovery_sheet.views import closed
from courses.accounts.security_log.events import SecurityKind, note_request
from courses.organizations.access.own_credentials import secret_opens
from courses.organizations.forms.names import folded
from courses.organizations.forms.pages import show
from courses.organizations.joining.forms import CardCodeForm, GroupSignInForm
from courses.organizations.joining.limits import Attempt
from courses.organizations.joining.rooms import group_of_room
from courses.organizations.joining.secret_codes import fits
from courses.organizations.joining.signing_in import sign_in_here
from courses.organizations.models import Group, Member, Stay

WAY_IN = "a way in must be open to whoever is not in yet"


def page_after(member: Member) -> str:
    """The address to go on to after signing in.

    It is the learner's groups or, at the first sign-in and after a reset, the page for what is missing.
    """
    if member.is_present and (member.joined_at is None or member.must_change_secret):
        return reverse("organizations:welcome", args=(member.pk,))
    return reverse("organizations:mine")


@public(WAY_IN)
@sensitive_post_parameters("secret")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in by group code, nickname and secret code. Every failure gets the same response and takes the same time."""
    form = GroupSignInForm(request.POST if request.method == "POST" else None, room=group_of_room(request))
    going_on = next_of(request, "")
    if not form.is_bound or not form.is_valid():
        return _form_page(request, form)
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
        known = member.learner if member else None
        note_request(request, SecurityKind.SIGN_IN_FAILED, known, "secret code", is_own=False)
        return _form_page(request, form)
    attempt.undo()
    if not secret_opens(member):
        return show(request, "joining/not_alone.html", {"group": group, "is_card": False}, status=409)
    page = page_after(member) if member.must_change_secret else going_on or page_after(member)
    return sign_in_here(request, member.learner, is_shared=bool(typed.get("shared")), page=page, group=member.group)


def _form_page(request: HttpRequest, form: GroupSignInForm) -> HttpResponse:
    context = {
        "next": next_of(request, ""),
        "room": form.room,
        "card_form": CardCodeForm(room=form.room, auto_id="card_%s"),
    }
    return show(request, "joining/sign_in.html", context, form=form)


def _place(code: str, nickname: str) -> Member | None:
    """In the group of this code or, for whoever was moved and has the sheet of before, in the group they are in now.
    Both are always looked for, so that it takes the same time."""
    entered = Group.objects.entered_by(code)
    named = Member.objects.filter(folded=folded(nickname), learner__is_active=True).select_related("learner", "group")
    here = named.filter(group__in=entered).first()
    gone = Stay.objects.filter(group__in=entered, until__isnull=False).values("member")
    moved = named.filter(pk__in=gone).order_by("-moved_at", "-pk").first()
    return here or moved


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
    response = _form_page(request, form)
    response.status_code, response["Retry-After"] = HTTPStatus.TOO_MANY_REQUESTS, "300"
    return response
