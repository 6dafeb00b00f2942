"""A facilitator's workshop: begin it, turn the wall from question to question, type in hands and papers, end it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.accounts.http.refusals import ChangedMeanwhileError, ClosedError
from courses.accounts.http.responses import see_other
from courses.accounts.visitors.visitor import account_of
from courses.catalog.published.library import catalog
from courses.languages.known import current_language
from courses.organizations.access.staff import for_staff
from courses.organizations.forms.pages import form_key, refuse_foreign, show
from courses.organizations.forms.paging import PageForm, page_of
from courses.organizations.forms.zones import today_in
from courses.organizations.groups.views import led_group
from courses.organizations.models import SessionAnswer, SessionRun
from courses.organizations.short_links.qr import scannable
from courses.organizations.workshops import actions
from courses.organizations.workshops.forms import LessonForm, WallStepForm
from courses.organizations.workshops.reopening import note_last_day, reopen_run
from courses.organizations.workshops.runs import read_wall, title_of
from courses.organizations.workshops.wall_text import SIZE_WORDS, keep_size, size_of

FACILITATORS = "facilitators of the group"


def led_run(request: HttpRequest, pk: int, run: int) -> SessionRun:
    """The workshop of this group, if this person leads the group; else 404."""
    led = SessionRun.objects.led_by(account_of(request)).select_related("group", "group__organization")
    return get_object_or_404(led, pk=run, group=pk)


@for_staff(FACILITATORS)
@require_http_methods(["GET", "HEAD", "POST"])
def workshops(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a workshop, and the earlier ones of this group."""
    group, now, language = led_group(request, pk), timezone.now(), current_language()
    wanted = request.GET.get("lesson", "")[:81]
    data = request.POST if request.method == "POST" else None
    form = LessonForm(data, catalog=catalog(), language=language, initial=wanted)
    if form.is_bound and form.is_valid():
        if key := form_key(request):
            try:
                run = actions.start_run(group=group, lesson=form.chosen, actor=account_of(request), key=key, now=now)
            except ClosedError:
                form.add_error(None, _("This group is in the archive or has ended. A workshop needs an open group."))
            else:
                return see_other(reverse("organizations:wall", args=(pk, run.pk)))
        else:
            refuse_foreign(form)
    page = page_of(SessionRun.objects.filter(group=group).order_by("-pk"), PageForm(request.GET).number)
    context = {
        "group": group,
        "courses": tuple(catalog().courses.values()),
        "page": page,
        "runs": [(run, title_of(run, language), actions.is_running(run, now)) for run in page.lines],
        "is_open": group.is_open(today_in(group.time_zone, now)),
    }
    return show(request, "workshops/workshops.html", context, form=form)


@for_staff(FACILITATORS)
@require_safe
def wall(request: HttpRequest, pk: int, run: int) -> HttpResponse:
    """For the projector: the code as large as the screen, or the question and its counts."""
    found = led_run(request, pk, run)
    shown = read_wall(found, language=current_language(), now=timezone.now())
    if request.headers.get("HX-Request") and request.GET.get("seen") == shown.mark:
        return HttpResponse(status=204)  # nothing new: the focus stays where it is
    place = reverse("organizations:wall", args=(pk, run))
    context = {
        "group": found.group, "run": found, "wall": shown, "shown": shown.shown, "address": place,
        "qr": scannable(request, "s", found.code), "poll": f"{place}?seen={shown.mark}",
        "was_changed": "changed" in request.GET, "size": size_of(request), "sizes": SIZE_WORDS.items(),
    }  # fmt: skip
    return show(request, "workshops/wall/wall.html", context)


@for_staff(FACILITATORS)
@require_POST
def text_size(request: HttpRequest, pk: int, run: int) -> HttpResponse:
    """How large the text on this wall is; this browser remembers it."""
    found = led_run(request, pk, run)
    response = see_other(reverse("organizations:wall", args=(pk, found.pk)))
    keep_size(response, request.POST.get("size", ""))
    return response


@for_staff(FACILITATORS)
@require_POST
def step(request: HttpRequest, pk: int, run: int, step: str) -> HttpResponse:
    """Turn to the next question, close it, show the answer …; pressed twice, it happens once."""
    found = led_run(request, pk, run)
    if step not in set(actions.WallStep):
        raise Http404
    form = WallStepForm(request.POST)
    version = form.cleaned_data["version"] if form.is_valid() else 0
    address = reverse("organizations:wall", args=(pk, run))
    try:
        actions.take_step(run=found, step=actions.WallStep(step), version=version, now=timezone.now())
    except (ChangedMeanwhileError, actions.EndedError):
        return see_other(f"{address}?changed=1")
    return see_other(address)


@for_staff(FACILITATORS)
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, pk: int, run: int) -> HttpResponse:
    """Asked once: from then on phones get no question."""
    found = led_run(request, pk, run)
    if request.method != "POST":
        phones = SessionAnswer.objects.filter(question__run=found).values("phone").distinct().count()
        return show(request, "workshops/end.html", {"group": found.group, "run": found, "phones": phones})
    actions.end_run(run=found, actor=account_of(request), now=timezone.now())
    return see_other(reverse("organizations:workshop-report", args=(pk, run)))


@for_staff(FACILITATORS)
@require_POST
def reopen(request: HttpRequest, pk: int, run: int) -> HttpResponse:
    try:
        reopen_run(run=led_run(request, pk, run), actor=account_of(request), now=timezone.now())
    except ClosedError:
        messages.info(request, _("This group is in the archive or has ended. A workshop needs an open group."))
        return see_other(reverse("organizations:workshop-report", args=(pk, run)))
    return see_other(reverse("organizations:wall", args=(pk, run)))


@for_staff(FACILITATORS)
@require_POST
def note_day(request: HttpRequest, pk: int, run: int) -> HttpResponse:
    """Onto the list to tick for the day on which the workshop was opened again."""
    return see_other(reverse("organizations:meeting", args=(pk, note_last_day(led_run(request, pk, run)).pk)))
