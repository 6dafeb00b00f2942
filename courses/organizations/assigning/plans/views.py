"""Pages of plans: the list, a new plan, its lines, and giving it to groups after a preview."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.accounts.http.refusals import ChangedMeanwhileError, ClosedError
from courses.accounts.http.responses import see_other
from courses.accounts.visitors.visitor import account_of
from courses.catalog.published.library import catalog
from courses.organizations.access.roles import Permission
from courses.organizations.access.staff import for_staff
from courses.organizations.assigning.actions import NobodyError
from courses.organizations.assigning.forms import CHANGE, SEND, WHOM, StageForm
from courses.organizations.assigning.plans import actions
from courses.organizations.assigning.plans.forms import GiveForm, NewPlanForm, PlanLinesForm
from courses.organizations.assigning.plans.lines import moved, shown_lines
from courses.organizations.assigning.plans.pages import givings_of, groups_to_give
from courses.organizations.assigning.plans.whom import WhomForm, ticked_in
from courses.organizations.forms.pages import form_key, offer_undo, refuse_foreign, show
from courses.organizations.forms.zones import today_in
from courses.organizations.models import Giving, Group, Plan
from courses.organizations.staffing.views import managed

WHO = "owners and facilitators plan for the organisation's groups"


def _plan(request: HttpRequest, pk: int, plan: int, *, removed: bool = False) -> Plan:
    """A plan of this organisation, if this person may use its plans; else 404."""
    usable = Plan.objects.usable_by(account_of(request)).filter(organization=pk)
    found = usable if removed else usable.filter(removed_at=None)
    return get_object_or_404(found.select_related("organization"), pk=plan)


@for_staff(WHO)
@require_safe
def plans(request: HttpRequest, pk: int) -> HttpResponse:
    """The plans in use, and below them the removed ones."""
    organization = managed(request, pk, Permission.CREATE_GROUPS)
    found = list(Plan.objects.filter(organization=organization).order_by("-pk"))
    context = {
        "organization": organization,
        "plans": [plan for plan in found if plan.removed_at is None],
        "removed": [plan for plan in found if plan.removed_at is not None],
    }
    return show(request, "assigning/plans/plans.html", context)


@for_staff(WHO)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, pk: int) -> HttpResponse:
    organization, now = managed(request, pk, Permission.CREATE_GROUPS), timezone.now()
    data = request.POST if request.method == "POST" else None
    form = NewPlanForm(data, catalog=catalog(), today=today_in(organization.time_zone, now))
    if form.is_bound and form.is_valid():
        if key := form_key(request):
            typed = form.cleaned_data
            made = actions.make_plan(
                organization=organization, name=typed["name"], starts_on=typed["starts_on"], lines=form.lines,
                actor=account_of(request), key=key, now=now,
            )  # fmt: skip
            return see_other(reverse("organizations:plan", args=(pk, made.pk)))
        refuse_foreign(form)
    return show(request, "assigning/plans/new.html", {"organization": organization}, form=form)


@for_staff(WHO)
@require_safe
def plan(request: HttpRequest, pk: int, plan: int) -> HttpResponse:
    """One plan: its lines, and its givings."""
    found = _plan(request, pk, plan)
    context = {
        "organization": found.organization,
        "plan": found,
        "lines": shown_lines(actions.lines_of(found), catalog()),
        "givings": givings_of(found, account_of(request)),
    }
    return show(request, "assigning/plans/plan.html", context)


@for_staff(WHO)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int, plan: int) -> HttpResponse:
    found, now = _plan(request, pk, plan), timezone.now()
    data = request.POST if request.method == "POST" else None
    initial = {"name": found.name, "version": found.version}
    form = PlanLinesForm(data, catalog=catalog(), lines=actions.lines_of(found), initial=initial)
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data
        try:
            actions.change_plan(
                plan=found, version=typed["version"], name=typed["name"], lines=form.lines, actor=account_of(request),
                now=now,
            )  # fmt: skip
        except ChangedMeanwhileError:
            form.add_error(None, _("Somebody else has changed this plan meanwhile. Open it anew."))
        else:
            return see_other(reverse("organizations:plan", args=(pk, plan)))
    return show(request, "assigning/plans/edit.html", {"organization": found.organization, "plan": found}, form=form)


@for_staff(WHO)
@require_POST
def remove(request: HttpRequest, pk: int, plan: int) -> HttpResponse:
    actions.remove_plan(plan=_plan(request, pk, plan, removed=True), actor=account_of(request), now=timezone.now())
    back = reverse("organizations:plan-take-back", args=(pk, plan))
    offer_undo(request, done=_("The plan was removed. What was given by it stays."), url=back)
    return see_other(reverse("organizations:plans", args=(pk,)))


@for_staff(WHO)
@require_POST
def take_back(request: HttpRequest, pk: int, plan: int) -> HttpResponse:
    actions.take_plan_back(plan=_plan(request, pk, plan, removed=True), actor=account_of(request), now=timezone.now())
    return see_other(reverse("organizations:plan", args=(pk, plan)))


@for_staff(WHO)
@require_http_methods(["GET", "HEAD", "POST"])
def give(request: HttpRequest, pk: int, plan: int) -> HttpResponse:
    """Show the form, then a preview with groups and due days, then give the plan."""
    found, now = _plan(request, pk, plan), timezone.now()
    today = today_in(found.organization.time_zone, now)
    led = Group.objects.led_by(account_of(request)).open(today).filter(organization=pk)
    form = GiveForm(
        request.POST if request.method == "POST" else None, groups=list(led.order_by("name", "pk")),
        planned=found.starts_on, lines=actions.lines_of(found), today=today,
    )  # fmt: skip
    stage = StageForm(request.POST)
    step = stage.cleaned_data["stage"] if stage.is_valid() else ""
    if not form.is_bound or not form.is_valid() or (step == CHANGE and not ticked_in(request.POST, form.chosen)):
        page = {"organization": found.organization, "plan": found}
        return show(request, "assigning/plans/give.html", page, form=form)
    whom = None
    if form.is_for_some:
        whom = WhomForm(request.POST, groups=form.chosen, is_answered=step in (WHOM, SEND))
        if not whom.is_bound or not whom.is_valid():
            return _whom_page(request, found, form, whom)
    return _send(request, found, form, whom) if step == SEND else _ask(request, found, form, whom)


def _whom_page(request: HttpRequest, found: Plan, form: GiveForm, whom: WhomForm) -> HttpResponse:
    page = {"organization": found.organization, "plan": found, "sent": form.sent}
    return show(request, "assigning/plans/whom.html", page, form=whom)


def _ask(request: HttpRequest, found: Plan, form: GiveForm, whom: WhomForm | None) -> HttpResponse:
    lines = moved(actions.lines_of(found), form.by)
    groups = groups_to_give(form.chosen, lines, catalog(), whom.people if whom else None)
    context = {
        "organization": found.organization,
        "plan": found,
        "lines": shown_lines(lines, catalog()),
        "groups": groups,
        "has_already": any(one.already for one in groups),
        "sent": [*form.sent, *(whom.sent if whom else ())],
    }
    return show(request, "assigning/plans/check.html", context, form=form)


def _send(request: HttpRequest, found: Plan, form: GiveForm, whom: WhomForm | None) -> HttpResponse:
    page, typed = {"organization": found.organization, "plan": found}, form.cleaned_data
    if not (key := form_key(request)):
        refuse_foreign(form)
        return show(request, "assigning/plans/give.html", page, form=form)
    try:
        giving = actions.give_plan(
            plan=found, groups=form.chosen, starts_on=typed["starts_on"], gives_again=typed["again"],
            people=whom.numbers if whom else None, actor=account_of(request), key=key, now=timezone.now(),
        )  # fmt: skip
    except NobodyError:
        form.add_error("groups", _("Of a group, everybody who was named has left it. Choose again."))
        return show(request, "assigning/plans/give.html", page, form=form)
    except ClosedError:
        form.add_error("groups", _("A group that was chosen has ended or is no longer yours. Choose again."))
        return show(request, "assigning/plans/give.html", page, form=form)
    if giving.assignments.exists():
        undo_url = reverse("organizations:plan-undo", args=(found.organization_id, found.pk, giving.pk))
        offer_undo(request, done=_("Given. Learners see it on their page."), url=undo_url)
    else:
        messages.info(request, _("Nothing was given: the plan holds nothing that is new here."))
    return see_other(reverse("organizations:plan", args=(found.organization_id, found.pk)))


def _giving(request: HttpRequest, pk: int, plan: int, giving: int) -> Giving:
    """One that this person may undo: all of its groups are theirs to lead."""
    found = _plan(request, pk, plan, removed=True)
    mine = [one.giving.pk for one in givings_of(found, account_of(request)) if one.may_undo]
    return get_object_or_404(Giving.objects.filter(pk__in=mine).select_related("plan", "organization"), pk=giving)


@for_staff(WHO)
@require_POST
def undo(request: HttpRequest, pk: int, plan: int, giving: int) -> HttpResponse:
    """Undo one giving of the plan as a whole, however long ago it was."""
    row = _giving(request, pk, plan, giving)
    actions.undo_giving(giving=row, actor=account_of(request), now=timezone.now())
    again = reverse("organizations:plan-redo", args=(pk, plan, giving))
    offer_undo(request, done=_("Taken back in all its groups. What people have learned stays theirs."), url=again)
    return _to_plan(row.plan)


@for_staff(WHO)
@require_POST
def redo(request: HttpRequest, pk: int, plan: int, giving: int) -> HttpResponse:
    row = _giving(request, pk, plan, giving)
    actions.redo_giving(giving=row, actor=account_of(request), now=timezone.now())
    return _to_plan(row.plan)


def _to_plan(plan: Plan) -> HttpResponse:
    """The plan's page; that of all plans when it was removed meanwhile."""
    if plan.removed_at is not None:
        return see_other(reverse("organizations:plans", args=(plan.organization_id,)))
    return see_other(reverse("organizations:plan", args=(plan.organization_id, plan.pk)))
