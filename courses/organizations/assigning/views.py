"""Pages where facilitators give assignments, preview them, and withdraw them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.accounts.http.refusals import ClosedError
from courses.accounts.http.responses import see_other
from courses.accounts.visitors.visitor import account_of
from courses.catalog.published.library import catalog
from courses.catalog.published.or_404 import course_or_404
from courses.organizations.access.staff import for_staff
from courses.organizations.assigning import actions
from courses.organizations.assigning.actions import Wanted
from courses.organizations.assigning.assignment_list import GivenTask, given_page
from courses.organizations.assigning.forms import CHANGE, CHECK, COURSE, SEND, WHOM, AssignForm, StageForm
from courses.organizations.assigning.plans.whom import WhomForm, ticked_in
from courses.organizations.assigning.repeats import standing_already
from courses.organizations.forms.pages import form_key, offer_undo, refuse_foreign, show
from courses.organizations.forms.paging import PageForm
from courses.organizations.forms.zones import today_in
from courses.organizations.groups.views import led_group
from courses.organizations.models import Assignment, Group, Member

LISTED_ON_CHECK = 20  # nicknames named on the page that asks once more


@for_staff("facilitators of the group")
@require_safe
def given(request: HttpRequest, pk: int) -> HttpResponse:
    """What was given to the group, the newest first."""
    group, now = led_group(request, pk), timezone.now()
    form = PageForm(request.GET)
    context = {
        "group": group,
        "page": given_page(group, catalog(), now, form.number),
        "is_open": group.is_open(today_in(group.time_zone, now)),
    }
    return show(request, "assigning/given.html", context, form=form)


@for_staff("facilitators of the group")
@require_safe
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """The page on which a course to give is chosen."""
    context = {"group": led_group(request, pk), "courses": tuple(catalog().courses.values())}
    return show(request, "assigning/choose.html", context)


@for_staff("facilitators of the group")
@require_http_methods(["GET", "HEAD", "POST"])
def assign(request: HttpRequest, pk: int, course: str) -> HttpResponse:
    """Show the form, then a preview, then save. Overlaps with existing assignments are asked about in the preview."""
    group, found, now = led_group(request, pk), course_or_404(course), timezone.now()
    stage = StageForm(request.POST)
    step, again = (stage.cleaned_data["stage"], stage.cleaned_data["again"]) if stage.is_valid() else ("", False)
    form = AssignForm(
        request.POST if request.method == "POST" else None, group=group, course=found,
        today=today_in(group.time_zone, now), initial={"scope": CHECK if request.GET.get("scope") == CHECK else COURSE},
    )  # fmt: skip
    context = {"group": group, "course": found, "is_open": group.is_open(form.today)}
    if not form.is_bound or not form.is_valid() or (step == CHANGE and not ticked_in(request.POST, [group])):
        return show(request, "assigning/assign.html", context, form=form)
    whom = None
    if form.asks_whom:
        whom = WhomForm(request.POST, groups=[group], is_answered=step in (WHOM, SEND))
        if not whom.is_bound or not whom.is_valid():
            return show(request, "assigning/whom.html", {**context, "sent": form.sent}, form=whom)
    wanted = form.wanted_for(whom.numbers[group.pk] if whom else None)
    already = () if again else standing_already(group, wanted, catalog(), now, key=form_key(request))
    if step == SEND and not already:
        return _send(request, group, form, wanted)
    return _ask(request, group, form, wanted, already, [*form.sent, *(whom.sent if whom else ())])


def _ask(
    request: HttpRequest,
    group: Group,
    form: AssignForm,
    wanted: Wanted,
    already: tuple[GivenTask, ...],
    sent: list[tuple[str, str]],
) -> HttpResponse:
    names = list(Member.objects.filter(pk__in=wanted.people or ()).by_name().values_list("nickname", flat=True))
    context = {
        "group": group,
        "course": form.course,
        "wanted": wanted,
        "already": already,
        "lessons": [one for one in form.course.lessons if one.slug in wanted.lessons],
        "names": names[:LISTED_ON_CHECK],
        "more": max(0, len(names) - LISTED_ON_CHECK),
        "sent": sent,
    }
    return show(request, "assigning/check.html", context, form=form)


def _send(request: HttpRequest, group: Group, form: AssignForm, wanted: Wanted) -> HttpResponse:
    context = {"group": group, "course": form.course, "is_open": True}
    if not (key := form_key(request)):
        refuse_foreign(form)
        return show(request, "assigning/assign.html", context, form=form)
    try:
        rows = actions.assign(group=group, wanted=wanted, actor=account_of(request), key=key, now=timezone.now())
    except ClosedError:
        form.add_error(None, _("This group has ended or is in the archive: nothing new can be given to it."))
    except actions.NobodyError:
        form.add_error(None, _("None of the people chosen is in the group any more."))
    else:
        if rows[0].withdrawn_at is None:
            undo_url = reverse("organizations:assignment-withdraw", args=(group.pk, rows[0].pk))
            offer_undo(request, done=_("Assigned. Learners see it first on their page."), url=undo_url)
        return see_other(reverse("organizations:assignments", args=(group.pk,)))
    return show(request, "assigning/assign.html", context, form=form)


def led_assignment(request: HttpRequest, pk: int, assignment: int) -> Assignment:
    mine = Assignment.objects.led_by(account_of(request)).filter(group=pk)
    return get_object_or_404(mine.select_related("group", "organization"), pk=assignment)


@for_staff("facilitators of the group")
@require_POST
def withdraw(request: HttpRequest, pk: int, assignment: int) -> HttpResponse:
    """Withdraw what was given together; learning records stay."""
    row = led_assignment(request, pk, assignment)
    actions.withdraw(assignment=row, actor=account_of(request), now=timezone.now())
    offer_undo(
        request,
        done=_("Withdrawn. What people have learned stays theirs."),
        url=reverse("organizations:assignment-back", args=(pk, assignment)),
    )
    return see_other(reverse("organizations:assignments", args=(pk,)))


@for_staff("facilitators of the group")
@require_POST
def give_back(request: HttpRequest, pk: int, assignment: int) -> HttpResponse:
    row = led_assignment(request, pk, assignment)
    actions.give_back(assignment=row, actor=account_of(request), now=timezone.now())
    return see_other(reverse("organizations:assignments", args=(pk,)))
