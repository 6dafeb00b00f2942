"""The people who run an organisation: invite, change a role, remove, hand over, leave."""

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from courses.accounts.access import public, signed_in
from courses.accounts.http.responses import see_other
from courses.accounts.sign_in.confirming import confirmed_first, is_confirmed
from courses.accounts.visitors.visitor import account_of, visit_of
from courses.organizations.access.leading import note_leading
from courses.organizations.access.own_credentials import needs_own_way_first
from courses.organizations.access.roles import Permission, Role
from courses.organizations.access.staff import for_staff
from courses.organizations.forms.pages import form_key, refuse_foreign, show, to_own_way
from courses.organizations.models import Event, Invitation, Membership, Organization
from courses.organizations.staffing import actions
from courses.organizations.staffing.colleagues import invitations
from courses.organizations.staffing.colleagues.restoring import removed_from, take_colleague_back
from courses.organizations.staffing.deleting import touched_by
from courses.organizations.staffing.forms import RemovalForm, RoleForm
from courses.organizations.staffing.views import managed
from courses.organizations.staffing.wording import ROLE_HINTS, ROLE_WORDS


def _to(pk: int) -> HttpResponse:
    return see_other(reverse("organizations:organization", args=(pk,)))


@for_staff("owners invite colleagues")
@confirmed_first
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Invite a colleague. The link is shown only once, in the response to the form: only its hash is stored."""
    found = managed(request, pk, Permission.MANAGE_STAFF)
    form = RoleForm(request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        return show(request, "staffing/colleagues/invite.html", {"organization": found}, form=form)
    if not (key := form_key(request)):
        refuse_foreign(form)
        return show(request, "staffing/colleagues/invite.html", {"organization": found}, form=form)
    written = invitations.invite(
        organization=found, role=Role(form.cleaned_data["role"]), actor=account_of(request), key=key,
        now=timezone.now(),
    )  # fmt: skip
    path = reverse("organizations:invitation", args=(written.token,)) if written.token else ""
    context = {
        "organization": found, "invitation": written.invitation, "role": ROLE_WORDS[written.invitation.role],
        "link": request.build_absolute_uri(path) if path else "",
    }  # fmt: skip
    return show(request, "staffing/colleagues/invited.html", context)


@for_staff("owners withdraw an invitation")
@require_POST
def withdraw(request: HttpRequest, pk: int, invitation: int) -> HttpResponse:
    found = managed(request, pk, Permission.MANAGE_STAFF)
    written = get_object_or_404(Invitation.objects.filter(organization=found), pk=invitation)
    invitations.withdraw(invitation=written, actor=account_of(request), now=timezone.now())
    return _to(pk)


@public("whoever holds an unused link may see who invites; it holds 128 random bits")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """GET says who invites and changes nothing; accepting is a form of its own, for an account."""
    if request.method == "POST":
        return _accept(request, token=token)
    found = invitations.find(token, now=timezone.now())
    if found is None:
        return show(request, "staffing/colleagues/no_invitation.html", status=404)
    context = {
        "invitation": found, "role": ROLE_WORDS[found.role], "hint": ROLE_HINTS[found.role],
        "person": visit_of(request).account,
    }  # fmt: skip
    return show(request, "staffing/colleagues/invitation.html", context)


@signed_in("accepting gives this account a role")
def _accept(request: HttpRequest, token: str) -> HttpResponse:
    is_usable = invitations.find(token, now=timezone.now()) is not None
    if is_usable and needs_own_way_first(account_of(request)):
        return to_own_way(request)
    try:
        mine = invitations.accept(token=token, user=account_of(request), now=timezone.now())
        note_leading(request, account_of(request))
    except invitations.InvitationRefusedError:
        return show(request, "staffing/colleagues/no_invitation.html", status=404)
    messages.success(request, _("You work in this organisation now."))
    return _to(mine.organization_id)


def _colleague(request: HttpRequest, pk: int, membership: int) -> Membership:
    found = managed(request, pk, Permission.MANAGE_STAFF)
    staff = Membership.objects.filter(organization=found).select_related("user", "organization")
    return get_object_or_404(staff, pk=membership)


@for_staff("owners change what a colleague may do")
@confirmed_first
@require_http_methods(["GET", "HEAD", "POST"])
def colleague(request: HttpRequest, pk: int, membership: int) -> HttpResponse:
    them = _colleague(request, pk, membership)
    form = RoleForm(request.POST if request.method == "POST" else None, initial={"role": them.role})
    if form.is_bound and form.is_valid():
        try:
            actions.change_role(
                membership=them, role=Role(form.cleaned_data["role"]), actor=account_of(request), now=timezone.now()
            )
        except actions.LastOwnerError:
            form.add_error("role", _("An organisation needs an owner. Make somebody else owner first."))
        else:
            return _to(pk)
    context = {
        "organization": them.organization, "them": them, "role": ROLE_WORDS[them.role],
        "is_me": them.user_id == account_of(request).pk,
    }  # fmt: skip
    return show(request, "staffing/colleagues/colleague.html", context, form=form)


def _is_unconfirmed(request: HttpRequest) -> bool:
    """Whether this person should first confirm their identity; the page that holds these forms asks for it."""
    return not is_confirmed(request) and bool(get_adapter().get_reauthentication_methods(request.user))


@for_staff("owners remove a colleague")
@require_POST
def remove(request: HttpRequest, pk: int, membership: int) -> HttpResponse:
    them = _colleague(request, pk, membership)
    if _is_unconfirmed(request):
        return see_other(reverse("organizations:colleague", args=(pk, membership)))
    try:
        actions.remove_colleague(membership=them, actor=account_of(request), now=timezone.now())
    except actions.LastOwnerError:
        return show(request, "staffing/colleagues/last_owner.html", {"organization": them.organization}, status=409)
    return _to(pk) if them.user_id != account_of(request).pk else see_other(reverse("organizations:index"))


@for_staff("owners take a colleague back")
@confirmed_first
@require_http_methods(["GET", "HEAD", "POST"])
def removed(request: HttpRequest, pk: int) -> HttpResponse:
    """Who was removed, as long as that can be undone. They have accepted once, so nothing is sent to them."""
    found, now = managed(request, pk, Permission.MANAGE_STAFF), timezone.now()
    form = RemovalForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        back = take_colleague_back(
            organization=found, event=form.cleaned_data["event"], actor=account_of(request), now=now
        )  # fmt: skip
        if back is not None:
            messages.success(request, _("%(name)s works in this organisation again.") % {"name": back.user.username})
        return _to(pk)
    context = {
        "organization": found,
        "colleagues": [(one, ROLE_WORDS.get(one.role, one.role)) for one in removed_from(found, now)],
    }
    return show(request, "staffing/colleagues/removed.html", context, form=form)


@for_staff("owners hand their organisation over")
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest, pk: int, membership: int) -> HttpResponse:
    """Asked once, saying how many people it touches."""
    if (known := _handed_over(request, pk, membership)) is not None:
        done = _("The organisation was handed over already: %(name)s is its owner now.")
        messages.info(request, done % {"name": known.user.username})
        return _to(pk)
    them = _colleague(request, pk, membership)
    if _is_unconfirmed(request):
        return see_other(reverse("organizations:colleague", args=(pk, membership)))
    if request.method != "POST":
        context = {"organization": them.organization, "them": them, "touched": touched_by(them.organization)}
        return show(request, "staffing/colleagues/hand_over.html", context)
    actions.hand_over(organization=them.organization, to=them, actor=account_of(request), now=timezone.now())
    messages.success(request, _("The organisation is handed over. You are a facilitator of it now."))
    return _to(pk)


def _handed_over(request: HttpRequest, pk: int, membership: int) -> Membership | None:
    """The colleague, if this person has handed the organisation over to them: the form was sent a second time."""
    person = account_of(request)
    mine = Organization.objects.known_to(person).open().exclude(pk__in=Organization.objects.run_by(person))
    owners = Membership.objects.filter(organization__in=mine, role=Role.OWNER.value, organization=pk, pk=membership)
    them = owners.select_related("user").first()
    if them is None:
        return None
    done = Event.objects.filter(organization=pk, actor=person, subject=them.user, what="handed-over")
    return them if done.exists() else None


@for_staff("everybody may leave an organisation")
@require_POST
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    person = account_of(request)
    found = get_object_or_404(Organization.objects.known_to(person).open(), pk=pk)
    mine = Membership.objects.select_related("organization").get(organization=found, user=person)
    try:
        actions.remove_colleague(membership=mine, actor=person, now=timezone.now())
    except actions.LastOwnerError:
        return show(request, "staffing/colleagues/last_owner.html", {"organization": found}, status=409)
    messages.success(request, _("You have left “%(name)s”.") % {"name": found.name})
    return see_other(reverse("organizations:index"))
