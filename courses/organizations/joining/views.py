"""Joining a group: the code, then a nickname and a secret code; no e-mail and no account needed."""

from dataclasses import dataclass

from allauth.core.ratelimit import respond_429
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language_from_request, override
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from courses.accounts.access import public
from courses.accounts.codes import page_of_link
from courses.accounts.http.responses import see_other
from courses.accounts.models import User
from courses.accounts.rate_limits.counting import LimitsDown
from courses.accounts.recovery_sheet.views import closed
from courses.accounts.sign_in.takeover import stay_here
from courses.accounts.visitors.visitor import visit_of
from courses.languages.names import NameRefusedError, normal_name
from courses.learning.claims.offers import Offer, offer_of
from courses.organizations.access.own_credentials import has_own_way_in
from courses.organizations.forms.pages import form_key, refuse_foreign, show
from courses.organizations.forms.zones import today_in
from courses.organizations.groups.members import next_free_name
from courses.organizations.joining import actions
from courses.organizations.joining.forms import MINE_SHARED, NOT_MINE, JoinCodeForm, JoinForm
from courses.organizations.joining.invited import answers_for, place_for
from courses.organizations.joining.limits import may_miss, may_open
from courses.organizations.joining.secret_codes import hashed
from courses.organizations.joining.signing_in import sign_in_here
from courses.organizations.models import Group, Member
from courses.organizations.short_links.codes import normal_code

WAY_IN = "a way in must be open to whoever is not in yet"


@public("a printed link without a language; leads to the page in the reader's own")
@require_safe
def short(request: HttpRequest, code: str = "") -> HttpResponse:
    """/j/<code>: one redirect without a script or a lookup, so known and unknown codes look the same."""
    with override(get_language_from_request(request)):
        address = reverse("organizations:join", args=(normal_code(code),)) if normal_code(code) else ""
        return HttpResponseRedirect(address or reverse("organizations:join-code"))


@public(WAY_IN)
@require_safe
def code(request: HttpRequest) -> HttpResponse:
    """The page with the form for a group's code."""
    if elsewhere := page_of_link(request.GET.get("code", ""), but="j"):
        return HttpResponseRedirect(elsewhere)
    form = JoinCodeForm(request.GET if "code" in request.GET else None)
    if not form.is_bound or not form.is_valid():
        return show(request, "joining/code.html", form=form)
    try:
        group = _group(request, form.cleaned_data["code"])
    except LimitsDown:
        return closed(request)
    if isinstance(group, HttpResponse):
        return group
    return see_other(reverse("organizations:join", args=(group.code,)))


def _group(request: HttpRequest, typed: str) -> Group | HttpResponse:
    """The open group of a code, or the page to answer with: codes of archived groups and of none are the same."""
    now = timezone.now()
    found = Group.objects.filter(code=normal_code(typed)).select_related("organization").first()
    is_open = found is not None and found.is_open(today_in(found.time_zone, now))
    if found is not None and is_open and may_open(request, found.code):
        return found
    if is_open or not may_miss(request, "group"):
        refused: HttpResponse = respond_429(request)
        return refused
    form = JoinCodeForm({"code": normal_code(typed)})
    form.add_error("code", _("No group can be joined with this code. Check it, or ask your facilitator."))
    return show(request, "joining/code.html", form=form)


@dataclass(frozen=True, slots=True)
class Joiner:
    """Somebody who wants to join: an account, the guest of this browser with earlier learning, or a visitor."""

    account: User | None
    guest: User | None
    offer: Offer | None
    needs_secret: bool


def _joiner(request: HttpRequest) -> Joiner:
    visit = visit_of(request)
    if visit.account is not None:
        return Joiner(visit.account, None, None, not has_own_way_in(visit.account))
    return Joiner(None, visit.learner, offer_of(visit.learner), True)


@public(WAY_IN)
@sensitive_post_parameters("secret")
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, code: str) -> HttpResponse:
    try:
        group = _group(request, code)
    except LimitsDown:
        return closed(request)
    if isinstance(group, HttpResponse):
        return group
    who = _joiner(request)
    if who.account is not None and Member.objects.of(who.account).filter(group=group).exists():
        return see_other(reverse("organizations:mine"))
    place = place_for(who.account, group)
    form = JoinForm(
        request.POST if request.method == "POST" else None, needs_secret=who.needs_secret,
        has_guest_learning=who.offer is not None, is_account=who.account is not None, is_room=group.is_shared_room,
        initial=answers_for(place),
    )  # fmt: skip
    if form.is_bound and form.is_valid():
        if key := form_key(request):
            return _joined(request, group, who, form, key)
        refuse_foreign(form)
    return _join_page(request, group, who, form, place)


def _join_page(
    request: HttpRequest, group: Group, who: Joiner, form: JoinForm, place: Member | None
) -> HttpResponse:  # fmt: skip
    context = {"group": group, "who": who, "offer": who.offer, "follows": place.follows if place else None}
    return show(request, "joining/join.html", context, form=form)


def _joined(request: HttpRequest, group: Group, who: Joiner, form: JoinForm, key: str) -> HttpResponse:
    typed, now = form.cleaned_data, timezone.now()
    earlier = typed.get("earlier", NOT_MINE)
    wish = actions.JoinWish(
        nickname=typed["nickname"],
        secret=hashed(typed["secret"]) if who.needs_secret else "",
        is_under_14=typed["age"] == "under",
        shares_earlier=bool(typed.get("shares")) or earlier == MINE_SHARED,
    )
    guest = who.guest if who.offer is not None and earlier != NOT_MINE else None
    try:
        member = actions.join_with(account=who.account, guest=guest, group=group, wish=wish, key=key, now=now)
    except actions.JoinRefusedError as refused:
        return _refused(request, group, who, form, refused.reason)
    page = reverse("organizations:mine")
    if who.account is not None:
        stay_here(request, who.account)
        return see_other(page)
    not_she = who.guest if who.guest is not None and guest is None else None
    is_shared = bool(typed.get("shared"))
    return sign_in_here(request, member.learner, group=group, is_shared=is_shared, page=page, leaves_out=not_she)


def _refused(request: HttpRequest, group: Group, who: Joiner, form: JoinForm, reason: str) -> HttpResponse:
    if reason == "consent":
        return show(request, "joining/under_14.html", {"group": group})
    words = {
        "taken": _("Somebody in this group has this nickname. Choose another one."),
        "suggested": _(
            "Somebody in this group has this nickname. “%(free)s” is free and stands in the box now; you can also take "
            "something of your own. If it was you who joined, sign in with your nickname instead."
        ),
        "not-listed": _("This nickname is not on the group’s list. Type it as your facilitator wrote it."),
        "removed": _("You were taken off this group’s list. Ask your facilitator."),
        "closed": _("This group has just been closed. Ask your facilitator."),
    }
    if reason == "not-listed" and not may_miss(request, "group"):
        too_often: HttpResponse = respond_429(request)
        return too_often
    free = _free_name(group, form) if reason == "taken" else ""
    form.add_error("nickname", words["suggested"] % {"free": free} if free else words[reason])
    return _join_page(request, group, who, form, place_for(who.account, group))


def _free_name(group: Group, form: JoinForm) -> str:
    """Put the next free name of this kind into the box; none where only names on a list may join."""
    if group.who_joins == Group.LISTED:
        return ""
    try:
        free = normal_name(next_free_name(group, form.cleaned_data["nickname"]))
    except NameRefusedError:  # with the number behind it, too long
        return ""
    form.data = {**form.data, "nickname": free}
    return free
