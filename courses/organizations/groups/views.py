"""Groups: the list of them, create, change without overwriting others, archive, and who leads which."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from courses.accounts.access import public
from courses.accounts.http.refusals import ChangedMeanwhileError
from courses.accounts.http.responses import see_other
from courses.accounts.models import User
from courses.accounts.visitors.visitor import account_of, visit_of
from courses.organizations.access.leading import note_leading
from courses.organizations.access.roles import Permission, Role
from courses.organizations.access.staff import for_staff
from courses.organizations.access.way_back import lacks_way_back
from courses.organizations.forms.pages import form_key, refuse_foreign, show
from courses.organizations.forms.zones import today_in
from courses.organizations.groups import actions
from courses.organizations.groups.forms import EditGroupForm, GroupForm, LeadForm
from courses.organizations.models import Group, GroupFacilitator, Membership, Organization
from courses.organizations.staffing.views import managed
from courses.organizations.staffing.wording import ROLE_WORDS

MOST_LISTED = 200  # groups on the front page; the rest stand on the page of their organisation


def led_group(request: HttpRequest, pk: int) -> Group:
    """Return the group if the person signed in leads it; else raise Http404."""
    return get_object_or_404(Group.objects.led_by(account_of(request)).select_related("organization"), pk=pk)


def has_archive(person: User) -> bool:
    """Whether the archive holds anything that this person could restore."""
    groups = Group.objects.led_by(person).filter(archived_at__isnull=False)
    organizations = Organization.objects.run_by(person).filter(archived_at__isnull=False)
    return groups.exists() or organizations.exists()


@public("says to anybody what groups are; the organisations shown are those of the person signed in")
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    visit = visit_of(request)
    if visit.account is None and not visit.storage_is_down:
        return show(request, "groups/about.html")
    return _own(request)


@for_staff("a person's own organisations and groups", shows_people=False)
def _own(request: HttpRequest) -> HttpResponse:
    person = account_of(request)
    note_leading(request, person)
    mine = Membership.objects.filter(user=person, organization__archived_at=None).select_related("organization")
    groups = Group.objects.counted_by(person).filter(archived_at=None).order_by("name", "pk")
    found = list(groups[:MOST_LISTED])
    led = set(Group.objects.led_by(person).filter(archived_at=None).values_list("pk", flat=True)[:MOST_LISTED])
    organizations = [
        (
            one.organization,
            ROLE_WORDS[one.role],
            [group for group in found if group.organization_id == one.organization_id],
        )
        for one in mine.order_by("organization__name", "pk")
    ]
    context = {
        "organizations": organizations,
        "led": led,
        "has_archive": has_archive(person),
        "lacks_way_back": lacks_way_back(person),
    }
    return show(request, "groups/index.html", context)


@for_staff("owners and facilitators create groups")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, pk: int) -> HttpResponse:
    organization = managed(request, pk, Permission.CREATE_GROUPS)
    now = timezone.now()
    form = GroupForm(
        request.POST if request.method == "POST" else None,
        today=today_in(organization.time_zone, now),
        initial={"time_zone": organization.time_zone},
    )
    if form.is_bound and form.is_valid():
        if key := form_key(request):
            made = actions.create_group(
                organization=organization, values=form.cleaned_data, actor=account_of(request), key=key, now=now
            )
            return see_other(reverse("organizations:group-ready", args=(made.pk,)))
        refuse_foreign(form)
    return show(request, "groups/new.html", {"organization": organization}, form=form)


@for_staff("facilitators of the group")
@require_safe
def ready(request: HttpRequest, pk: int) -> HttpResponse:
    """The page after creating a group: its code, and what to do next."""
    return show(request, "groups/ready.html", {"group": led_group(request, pk)})


@for_staff("facilitators of the group")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Edit the group. When somebody else has saved meanwhile, nothing is overwritten: both versions are shown."""
    group = led_group(request, pk)
    now = timezone.now()
    initial = {name: getattr(group, name) for name in (*actions.EDITED, "version")}
    form = EditGroupForm(
        request.POST if request.method == "POST" else None, today=today_in(group.time_zone, now), initial=initial
    )
    if not form.is_bound or not form.is_valid():
        return show(request, "groups/edit.html", {"group": group}, form=form)
    try:
        actions.edit_group(
            group=group, version=form.cleaned_data["version"], values=form.cleaned_data, actor=account_of(request),
            now=now,
        )  # fmt: skip
    except ChangedMeanwhileError as changed:
        return _both_versions(request, form, changed.current)
    return see_other(reverse("organizations:people", args=(pk,)))


def _both_versions(request: HttpRequest, mine: EditGroupForm, theirs: Group) -> HttpResponse:
    """409 with the form as it was typed, ready to be saved over what is shown beside it."""
    typed = {name: request.POST.get(name, "") for name in actions.EDITED}
    again = EditGroupForm({**typed, "version": theirs.version}, today=mine.today)
    words = {"who_joins": dict(again.fields["who_joins"].choices), "mode": dict(again.fields["mode"].choices)}  # type: ignore[attr-defined]
    lines = [
        (again.fields[name].label, words.get(name, {}).get(before, before), words.get(name, {}).get(after, after))
        for name in actions.EDITED
        if (before := getattr(theirs, name)) != (after := mine.cleaned_data[name])
    ]
    return show(request, "groups/conflict.html", {"group": theirs, "lines": lines}, form=again, status=409)


@for_staff("owners say who leads a group")
@require_http_methods(["GET", "HEAD", "POST"])
def leads(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of who leads a group; a POST changes one colleague. Owners lead every group without being listed."""
    group = led_group(request, pk)
    organization: Organization = managed(request, group.organization_id, Permission.MANAGE_STAFF)
    staff = Membership.objects.filter(organization=organization, role=Role.FACILITATOR.value).select_related("user")
    if request.method == "POST":
        form = LeadForm(request.POST)
        if form.is_valid():
            them = get_object_or_404(staff, pk=form.cleaned_data["membership"])
            actions.set_lead(
                group=group, membership=them, leads=form.cleaned_data["leads"], actor=account_of(request),
                now=timezone.now(),
            )  # fmt: skip
            return see_other(reverse("organizations:leads", args=(pk,)))
        return show(request, "groups/leads.html", {"group": group, "staff": []}, form=form)
    leading = set(GroupFacilitator.objects.filter(group=group).values_list("membership_id", flat=True))
    context = {"group": group, "staff": [(one, one.pk in leading) for one in staff.order_by("since", "pk")]}
    return show(request, "groups/leads.html", context)
