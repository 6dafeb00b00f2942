"""After and beside the wall: hands and papers typed in, and the report on page, paper and file."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from courses.accounts.http.refusals import ChangedMeanwhileError
from courses.accounts.http.responses import see_other
from courses.accounts.visitors.visitor import account_of
from courses.languages.known import current_language
from courses.organizations.access.audit_log import record_event
from courses.organizations.access.staff import for_staff
from courses.organizations.forms.pages import show
from courses.organizations.models import SessionRun
from courses.organizations.workshops import actions
from courses.organizations.workshops.forms import CountsForm, count_cells
from courses.organizations.workshops.results.report import as_csv, read_report
from courses.organizations.workshops.results.tally import QuestionTally, line_keys, tallies
from courses.organizations.workshops.runs import lesson_of, title_of
from courses.organizations.workshops.views import FACILITATORS, led_run


@for_staff(FACILITATORS)
@require_safe
def report(request: HttpRequest, pk: int, run: int) -> HttpResponse:
    found = led_run(request, pk, run)
    shown = read_report(found, language=current_language(), now=timezone.now())
    return show(request, "workshops/results/report.html", {"group": found.group, "run": found, "report": shown})


@for_staff(FACILITATORS)
@require_safe
def report_csv(request: HttpRequest, pk: int, run: int) -> HttpResponse:
    found, now = led_run(request, pk, run), timezone.now()
    shown = read_report(found, language=current_language(), now=now)
    record_event(
        organization=found.group.organization, actor=account_of(request), group=found.group, what="exported",
        about=found.about, now=now,
    )  # fmt: skip
    response = HttpResponse(as_csv(shown), content_type="text/csv; charset=utf-8")
    name = f"workshop-{found.lesson}-{shown.day.isoformat()}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@for_staff(FACILITATORS)
@require_http_methods(["GET", "HEAD", "POST"])
def counts(request: HttpRequest, pk: int, run: int, position: int) -> HttpResponse:
    """Hands and papers for one question, beside what the phones said."""
    found = led_run(request, pk, run)
    tally = _tally(found, position)
    stored = _stored(tally)
    assert tally.question is not None
    form = CountsForm(request.POST if request.method == "POST" else None, keys=line_keys(tally.question), stored=stored)
    if not form.is_bound or not form.is_valid():
        return _counts_page(request, found, tally, form)
    try:
        actions.save_counts(
            run=found, position=position, counts=form.counts, seen=form.seen, actor=account_of(request),
            now=timezone.now(),
        )  # fmt: skip
    except ChangedMeanwhileError:
        return _counts_page(request, found, tally, form, is_conflict=True)
    back = "wall" if actions.is_running(found, timezone.now()) and position == found.position else "workshop-report"
    return see_other(reverse(f"organizations:{back}", args=(pk, run)))


def _tally(run: SessionRun, position: int) -> QuestionTally:
    found = tallies(run, run.questions.filter(position=position), lesson_of(run), current_language())
    if not found or found[0].question is None:
        raise Http404
    return found[0]


def _stored(tally: QuestionTally) -> dict[tuple[str, str], int]:
    return {
        (way, line.key): count for line in tally.lines for way, count in (("hands", line.hands), ("paper", line.paper))
    }  # fmt: skip


def _counts_page(
    request: HttpRequest, run: SessionRun, tally: QuestionTally, form: CountsForm, *, is_conflict: bool = False
) -> HttpResponse:
    """409 shows both: what was typed in the boxes, and beside them what somebody else stored meanwhile."""
    cells = count_cells(form)
    context = {
        "group": run.group, "run": run, "tally": tally, "title": title_of(run, current_language()),
        "lines": [(line, cells[line.key]) for line in tally.lines], "is_conflict": is_conflict,
        "errors": {name: errors[0] for name, errors in form.errors.items()} if form.is_bound else {},
    }  # fmt: skip
    return show(request, "workshops/results/counts.html", context, form=form, status=409 if is_conflict else 200)
