"""Pages of a group's member list: add, record consent, remove, cards, secret codes."""

from http import HTTPStatus
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.accounts.http.refusals import TooLateError
from courses.accounts.http.responses import see_other
from courses.accounts.visitors.visitor import account_of
from courses.organizations.access.audit_log import note_list
from courses.organizations.access.own_credentials import beyond_group
from courses.organizations.access.roles import Permission
from courses.organizations.access.staff import for_staff
from courses.organizations.forms.fields import asked_by
from courses.organizations.forms.pages import form_key, offer_undo, show
from courses.organizations.forms.zones import today_in
from courses.organizations.groups import members
from courses.organizations.groups.forms import ConsentForm, ListedNameForm, PeopleForm, RenameForm
from courses.organizations.groups.reading import people_page
from courses.organizations.groups.views import led_group
from courses.organizations.joining.limits import forgive_nickname, wrong_tries
from courses.organizations.models import Assignment, Card, Group, Member, Organization

SHOWN_SECRET = "organizations_secret_shown"  # noqa: S105 - in the session: the key of the form that made the secret


@for_staff("facilitators of the group")
@require_safe
def people(request: HttpRequest, pk: int) -> HttpResponse:
    """Fifty members a page; the view is logged for the learners."""
    person, now = account_of(request), timezone.now()
    given = Assignment.objects.standing().filter(group=OuterRef("pk"))
    led = Group.objects.led_by(person).select_related("organization").annotate(has_assignments=Exists(given))
    group = get_object_or_404(led, pk=pk)
    form = PeopleForm(request.GET)
    typed = asked_by(form)
    sought, as_listed = typed.get("q") or "", typed.get("order") == "listed"
    page = people_page(group, number=form.number, sought=sought, as_listed=as_listed)
    note_list(viewer=person, group=group, now=now)
    staff = Organization.objects.granting(person, Permission.MANAGE_STAFF)
    context = {
        "group": group,
        "page": page,
        "q": sought,
        "as_listed": as_listed,
        "query": _query(sought, as_listed=as_listed),
        "is_open": group.is_open(today_in(group.time_zone, now)),
        "wrong_tries": wrong_tries(request, group),
        "is_owner": staff.filter(pk=group.organization_id).exists(),
    }
    return show(request, "groups/people/people.html", context, form=form)


def _query(sought: str, *, as_listed: bool) -> str:
    """What the links to other pages of the list keep."""
    kept = {**({"q": sought} if sought else {}), **({"order": "listed"} if as_listed else {})}
    return f"{urlencode(kept)}&" if kept else ""


def taken_words(group: Group, nickname: str, taken: members.NicknameTakenError) -> str:
    """The error message for a nickname that exists already, with what to do: same person, or another of that name."""
    if taken.is_removed:
        return _("Somebody of this name was removed. Take them back under “Removed and undone”.")
    other = members.next_free_name(group, nickname)
    words = _("Somebody in this group has this nickname. If this is another person, write “%(name)s”.")
    return words % {"name": other}


@for_staff("facilitators of the group")
@require_http_methods(["GET", "HEAD", "POST"])
def rename(request: HttpRequest, pk: int, member: int) -> HttpResponse:
    them = member_of_group(request, pk, member)
    form = RenameForm(request.POST if request.method == "POST" else None, initial={"nickname": them.nickname})
    if form.is_bound and form.is_valid():
        nickname = form.cleaned_data["nickname"]
        try:
            members.rename_member(member=them, nickname=nickname, actor=account_of(request), now=timezone.now())
        except members.NicknameTakenError as taken:
            form.add_error("nickname", taken_words(them.group, nickname, taken))
        else:
            return see_other(reverse("organizations:access", args=(pk, member)))
    return show(request, "groups/people/rename.html", {"group": them.group, "member": them}, form=form)


@for_staff("facilitators of the group")
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add one name to the list, with a guardian's consent where it is needed."""
    group = led_group(request, pk)
    form = ListedNameForm(request.POST if request.method == "POST" else None, initial={"consent": ""})
    if form.is_bound and form.is_valid():
        try:
            members.list_member(group=group, **form.cleaned_data, actor=account_of(request), now=timezone.now())
        except members.NicknameTakenError as taken:
            form.add_error("nickname", taken_words(group, form.cleaned_data["nickname"], taken))
        else:
            messages.success(request, _("%(name)s is on the list.") % {"name": form.cleaned_data["nickname"]})
            return see_other(reverse("organizations:people", args=(pk,)))
    return show(request, "groups/people/add.html", {"group": group}, form=form)


def member_of_group(request: HttpRequest, pk: int, member: int) -> Member:
    visible = Member.objects.visible_to(account_of(request)).filter(group=pk)
    return get_object_or_404(
        visible.select_related("group", "group__organization", "organization", "learner"), pk=member
    )


@for_staff("facilitators of the group")
@require_http_methods(["GET", "HEAD", "POST"])
def access(request: HttpRequest, pk: int, member: int) -> HttpResponse:
    """The page of one member's credentials. Its form records a guardian's consent."""
    them = member_of_group(request, pk, member)
    form = ConsentForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        who, now = form.cleaned_data["who"], timezone.now()
        members.record_consent(member=them, who=who, actor=account_of(request), now=now)
        return see_other(reverse("organizations:access", args=(pk, member)))
    return _access_page(request, them, form)


def refused_page(request: HttpRequest, them: Member) -> HttpResponse:
    """The member's page with status 409, saying why the group issues no credentials and what to do instead."""
    response = _access_page(request, them, ConsentForm())
    response.status_code = HTTPStatus.CONFLICT
    return response


def _access_page(request: HttpRequest, them: Member, form: ConsentForm, secret: str = "") -> HttpResponse:
    context = {
        "group": them.group,
        "member": them,
        "card": Card.objects.filter(member=them, voided_at=None).first(),
        "consent": getattr(them, "consent", None),
        "beyond": beyond_group(them),
        "secret": secret,
        "with_help_until": them.learner.assisted_until if them.learner.is_assisted_at(timezone.now()) else None,
    }
    return show(request, "groups/people/access.html", context, form=form)


@for_staff("facilitators of the group")
@require_POST
def remove(request: HttpRequest, pk: int, member: int) -> HttpResponse:
    them = member_of_group(request, pk, member)
    members.remove_member(member=them, actor=account_of(request), now=timezone.now())
    done = _("%(name)s was removed from the group.") % {"name": them.nickname}
    offer_undo(request, done=done, url=reverse("organizations:take-back", args=(pk, member)))
    return see_other(reverse("organizations:people", args=(pk,)))


@for_staff("facilitators of the group")
@require_POST
def take_back(request: HttpRequest, pk: int, member: int) -> HttpResponse:
    group = led_group(request, pk)
    gone = Member.objects.filter(group=group).select_related("group", "organization", "learner")
    them = get_object_or_404(gone, pk=member)
    try:
        members.take_back(member=them, actor=account_of(request), now=timezone.now())
    except TooLateError:
        return show(request, "parts/too_late.html", status=409)
    return see_other(reverse("organizations:people", args=(pk,)))


@for_staff("facilitators of the group")
@require_POST
def void_card(request: HttpRequest, pk: int, member: int) -> HttpResponse:
    them = member_of_group(request, pk, member)
    if members.void_card(member=them, actor=account_of(request), now=timezone.now()):
        done = _("The card of %(name)s is void.") % {"name": them.nickname}
        offer_undo(request, done=done, url=reverse("organizations:card-valid", args=(pk, member)))
    return see_other(reverse("organizations:access", args=(pk, member)))


@for_staff("facilitators of the group")
@require_POST
def card_valid(request: HttpRequest, pk: int, member: int) -> HttpResponse:
    them = member_of_group(request, pk, member)
    try:
        members.make_card_valid_again(member=them, actor=account_of(request), now=timezone.now())
    except members.NotTheGroupsError:
        return refused_page(request, them)
    return see_other(reverse("organizations:access", args=(pk, member)))


@for_staff("facilitators of this group, and of no other")
@require_POST
def reset_secret(request: HttpRequest, pk: int, member: int) -> HttpResponse:
    """The new secret is shown on the answer to the form, this once; the same form sent again makes no second one."""
    them, key = member_of_group(request, pk, member), form_key(request)
    if not key or request.session.get(SHOWN_SECRET) == key:
        return see_other(reverse("organizations:access", args=(pk, member)))
    try:
        secret = members.reset_secret(member=them, actor=account_of(request), now=timezone.now())
    except members.NotTheGroupsError:
        return refused_page(request, them)
    request.session[SHOWN_SECRET] = key
    forgive_nickname(group=them.group, nickname=them.nickname)
    return _access_page(request, them, ConsentForm(), secret)


@for_staff("facilitators of the group")
@require_POST
def let_try_again(request: HttpRequest, pk: int) -> HttpResponse:
    members.let_everybody_try_again(group=led_group(request, pk), actor=account_of(request), now=timezone.now())
    messages.success(request, _("Everybody in the group can try to sign in again."))
    return see_other(reverse("organizations:people", args=(pk,)))
