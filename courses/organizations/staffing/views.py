"""An organisation: create it, see who runs it, change it, archive it, read its record."""

from django.contrib import messages
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.accounts.http.refusals import ChangedMeanwhileError
from courses.accounts.http.responses import see_other
from courses.accounts.visitors.visitor import account_of
from courses.languages.known import current_language
from courses.organizations.access.leading import note_leading
from courses.organizations.access.own_credentials import needs_own_way_first
from courses.organizations.access.roles import Permission
from courses.organizations.access.staff import for_staff
from courses.organizations.access.way_back import lacks_way_back
from courses.organizations.forms.pages import form_key, offer_undo, refuse_foreign, show, to_own_way
from courses.organizations.forms.paging import PageForm
from courses.organizations.models import Group, Invitation, Membership, Organization
from courses.organizations.staffing import actions
from courses.organizations.staffing.approving import approved_on, new_ones_wait
from courses.organizations.staffing.colleagues.restoring import has_removed
from courses.organizations.staffing.deleting import touched_by
from courses.organizations.staffing.forms import EditOrganizationForm, OrganizationForm
from courses.organizations.staffing.record import record_page
from courses.organizations.staffing.wording import ROLE_WORDS


def managed(request: HttpRequest, pk: int, permission: Permission) -> Organization:
    """Return the organisation if the role of the person signed in has `permission`; else raise Http404."""
    return get_object_or_404(Organization.objects.granting(account_of(request), permission), pk=pk)


@for_staff("whoever has an account may found an organisation", shows_people=False)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Name first; then the page that says what facilitators will see; agreeing to it founds the organisation."""
    form = OrganizationForm(request.POST if request.method == "POST" else None, language=current_language())
    if not form.is_bound or not form.is_valid():
        return show(request, "staffing/new.html", form=form)
    if "agreed" not in request.POST:
        return show(request, "staffing/promise.html", {"values": form.cleaned_data}, form=form)
    if needs_own_way_first(account_of(request)):
        return to_own_way(request)
    if not (key := form_key(request)):
        refuse_foreign(form)
        return show(request, "staffing/new.html", form=form)
    made = actions.create_organization(
        **form.cleaned_data, owner=account_of(request), key=key, now=timezone.now(), waits=new_ones_wait()
    )
    note_leading(request, account_of(request))
    if made.waits_since is None:
        messages.success(request, _("The organisation is there. Now create its first group."))
    return see_other(reverse("organizations:organization", args=(made.pk,)))


@for_staff("people who work in the organisation")
@require_safe
def organization(request: HttpRequest, pk: int) -> HttpResponse:
    """Who runs it; for owners also invitations, settings and the record."""
    person = account_of(request)
    found = get_object_or_404(Organization.objects.known_to(person).open(), pk=pk)
    if found.waits_since is not None:
        context = {"organization": found, "lacks_way_back": lacks_way_back(person, of=found)}
        return show(request, "staffing/waiting.html", context)
    staff = list(Membership.objects.filter(organization=found).select_related("user").order_by("since", "pk"))
    mine = next(one for one in staff if one.user_id == person.pk)
    is_owner = Organization.objects.run_by(person).filter(pk=pk).exists()
    usable = Invitation.objects.usable(timezone.now()).filter(organization=found).select_related("created_by")
    groups = Group.objects.counted_by(person).filter(organization=found)
    context = {
        "organization": found,
        "approved_on": None if groups.exists() else approved_on(found),
        "staff": [(one, ROLE_WORDS[one.role]) for one in staff],
        "mine": mine,
        "lacks_way_back": lacks_way_back(person, of=found),
        "is_owner": is_owner,
        "may_create": Organization.objects.granting(person, Permission.CREATE_GROUPS).filter(pk=pk).exists(),
        "may_report": Organization.objects.granting(person, Permission.SEE_TOTALS).filter(pk=pk).exists(),
        "invitations": [(one, ROLE_WORDS[one.role]) for one in usable.order_by("pk")] if is_owner else [],
        "has_removed": is_owner and has_removed(found, timezone.now()),
        "groups": groups.order_by(F("archived_at").asc(nulls_first=True), "name", "pk"),
        "led": set(Group.objects.led_by(person).filter(organization=found).values_list("pk", flat=True)),
    }
    return show(request, "staffing/organization.html", context)


@for_staff("owners change their organisation")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = managed(request, pk, Permission.MANAGE_ORGANIZATION)
    initial = {"seen": actions.state_of(found), **{name: getattr(found, name) for name in actions.EDITED}}
    form = EditOrganizationForm(request.POST if request.method == "POST" else None, initial=initial)
    if not form.is_bound or not form.is_valid():
        return show(request, "staffing/edit.html", {"organization": found}, form=form)
    typed = form.cleaned_data
    try:
        actions.edit_organization(
            organization=found, values=typed, seen=typed["seen"], actor=account_of(request), now=timezone.now()
        )
    except ChangedMeanwhileError as changed:
        return _both_versions(request, form, changed.current)
    return see_other(reverse("organizations:organization", args=(pk,)))


def _both_versions(request: HttpRequest, mine: EditOrganizationForm, theirs: Organization) -> HttpResponse:
    """409 with the form as it was typed, ready to be saved over what is shown beside it."""
    typed = {name: mine.cleaned_data[name] for name in actions.EDITED}
    again = EditOrganizationForm({**typed, "seen": actions.state_of(theirs)})
    words = {name: dict(getattr(again.fields[name], "choices", ())) for name in actions.EDITED}
    lines = [
        (again.fields[name].label, words[name].get(before, before), words[name].get(typed[name], typed[name]))
        for name in actions.EDITED
        if (before := getattr(theirs, name)) != typed[name]
    ]
    context = {"organization": theirs, "lines": lines}
    return show(request, "staffing/conflict.html", context, form=again, status=409)


@for_staff("owners archive their organisation")
@require_http_methods(["GET", "HEAD", "POST"])
def archive(request: HttpRequest, pk: int) -> HttpResponse:
    """A page that asks, then the archive; the way back stands there as long as the organisation does."""
    found = managed(request, pk, Permission.MANAGE_ORGANIZATION)
    if request.method != "POST":
        return show(request, "staffing/archive.html", {"organization": found, "touched": touched_by(found)})
    actions.archive_organization(organization=found, actor=account_of(request), now=timezone.now())
    done = _("“%(name)s” is in the archive.") % {"name": found.name}
    offer_undo(request, done=done, url=reverse("organizations:restore", args=(pk,)))
    return see_other(reverse("organizations:index"))


@for_staff("owners take their organisation out of the archive again")
@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Organization.objects.run_by(account_of(request)), pk=pk)
    actions.restore_organization(organization=found, actor=account_of(request), now=timezone.now())
    return see_other(reverse("organizations:organization", args=(pk,)))


@for_staff("owners read what was done in their organisation")
@require_safe
def record(request: HttpRequest, pk: int) -> HttpResponse:
    found = managed(request, pk, Permission.READ_RECORD)
    form = PageForm(request.GET)
    context = {"organization": found, "page": record_page(found, form.number)}
    return show(request, "staffing/record.html", context, form=form)
