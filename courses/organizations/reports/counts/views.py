"""Totals over people: hard questions and what to say about them, what was gained, and counts for viewers."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from courses.accounts.visitors.visitor import account_of
from courses.catalog.published.library import catalog
from courses.languages.known import current_language
from courses.learning.lessons.question_view import right_words
from courses.organizations.access.roles import Permission
from courses.organizations.access.staff import for_staff
from courses.organizations.assigning.tasks import tasks_of
from courses.organizations.forms.pages import show
from courses.organizations.forms.paging import PageForm
from courses.organizations.forms.zones import today_in
from courses.organizations.models import Group, Organization
from courses.organizations.reports.counts.first_checks import first_checks_of
from courses.organizations.reports.counts.gains import gains_of
from courses.organizations.reports.counts.questions import questions_of
from courses.organizations.reports.counts.spotting import spotting_of
from courses.organizations.reports.counts.totals import NOT_PASSED, PASSED, groups_page, totals_of
from courses.organizations.reports.forms import ShownResults
from courses.organizations.reports.views import chosen
from courses.organizations.reports.wording import STANDING_WORDS

MOST_HARD = 10  # shown in full; all stand in the table below


@for_staff("facilitators of the group")
@require_safe
def questions(request: HttpRequest, pk: int) -> HttpResponse:
    """All questions of what was given, the hard ones first; figures from five people on."""
    found = chosen(request, pk)
    context = found.context
    if found.wish.task:
        asked, language = questions_of(found.wish.task, found.group), current_language()
        context["asked"] = asked
        context["hard"] = [(line, line.wrong_words(language)) for line in asked.hard[:MOST_HARD]]
    return show(request, "reports/counts/questions.html", context)


@for_staff("facilitators of the group")
@require_safe
def plan(request: HttpRequest, pk: int, lesson: str, question: str) -> HttpResponse:
    """Five minutes on one question, to be printed; with the group's figures where they may be shown."""
    found, language = chosen(request, pk), current_language()
    task = found.wish.task
    line = questions_of(task, found.group).at(lesson, question) if task else None
    if task is None or line is None:
        raise Http404
    context = {
        "group": found.group,
        "task": task,
        "line": line,
        "page": line.lesson.page(language),
        "wrong": line.wrong_words(language),
        "right": right_words(line.question, language),
    }
    return show(request, "reports/counts/plan.html", context)


@for_staff("facilitators of the group")
@require_safe
def gains(request: HttpRequest, pk: int) -> HttpResponse:
    """Checks before and after, well-being, and rounds of advertisements; nothing about fewer than five people."""
    found = chosen(request, pk)
    context = found.context
    if found.wish.task:
        context["gains"] = gains_of(found.wish.task, found.group)
        context["spotting"] = spotting_of(found.wish.task, found.group)
    return show(request, "reports/counts/gains.html", context)


@for_staff("whoever may see totals of the organisation's groups")
@require_safe
def organization(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = account_of(request)
    found = get_object_or_404(Organization.objects.known_to(viewer).open(), pk=pk)
    form = PageForm(request.GET)
    context = {
        "organization": found,
        "page": groups_page(found, viewer, form.number),
        "may_report": Organization.objects.granting(viewer, Permission.SEE_TOTALS).filter(pk=pk).exists(),
    }
    return show(request, "reports/counts/organization.html", context)


@for_staff("whoever may see totals of the group")
@require_safe
def group(request: HttpRequest, pk: int) -> HttpResponse:
    """The totals of a group: counts only, no names, so nothing is written to the access log."""
    counted = Group.objects.counted_by(account_of(request)).select_related("organization")
    found, now = get_object_or_404(counted, pk=pk), timezone.now()
    tasks = tasks_of(found, catalog(), today_in(found.time_zone, now))
    wish = ShownResults(request.GET, tasks)
    given = first_checks_of(found, catalog(), tasks)
    context: dict[str, object] = {"group": found, "tasks": tasks, "task": wish.task, "first_checks": given}
    if wish.task:
        totals = totals_of(wish.task, found, now)
        context["totals"] = totals
        context["standings"] = [(STANDING_WORDS[one], count) for one, count in totals.standings.items()]
        context["checks"] = (totals.checks.get(PASSED), totals.checks.get(NOT_PASSED))
    return show(request, "reports/counts/totals.html", context)
