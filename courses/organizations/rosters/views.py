"""Import of names: choose a file, see what would happen to each row, then do it; progress while it runs."""

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.accounts.next_page import see_other
from courses.organizations.groups.views import led_group
from courses.organizations.models import Group, RosterDraft
from courses.organizations.pages import form_key, refuse_foreign, show
from courses.organizations.rosters import actions
from courses.organizations.rosters.forms import RemoveForm, RosterForm
from courses.organizations.rosters.judging import RosterReport, judge
from courses.organizations.staff import account_of, for_staff
from courses.organizations.zones import today_in

ROWS_SHOWN = 50  # of each kind; the file itself has them all
PROGRESS_SECONDS = 600


@for_staff("facilitators of the group")
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    group, now = led_group(request, pk), timezone.now()
    if not group.is_open(today_in(group.time_zone, now)):
        return show(request, "rosters/closed.html", {"group": group}, status=409)
    form = RosterForm(request.POST, request.FILES) if request.method == "POST" else RosterForm()
    if form.is_bound and form.is_valid():
        key = form_key(request)
        if key:
            draft = actions.keep_draft(
                group=group, file=form.cleaned_data["roster"], key=key, actor=account_of(request), now=now
            )
            return see_other(reverse("organizations:roster-draft", args=(pk, draft.pk)))
        refuse_foreign(form)
    return show(request, "rosters/upload.html", {"group": group}, form=form)


def _draft(request: HttpRequest, group: Group, draft: int) -> RosterDraft:
    mine = RosterDraft.objects.filter(group=group, made_by=account_of(request))
    return get_object_or_404(mine, pk=draft)


@for_staff("facilitators of the group, who read this file")
@require_safe
def preview(request: HttpRequest, pk: int, draft: int) -> HttpResponse:
    """The dry run: nothing has happened yet. After the import the same address says what was done."""
    group = led_group(request, pk)
    kept = _draft(request, group, draft)
    if kept.result is not None:
        return show(request, "rosters/done.html", {"group": group, "draft": kept, "result": kept.result})
    return show(request, "rosters/preview.html", _preview(group, kept))


def _preview(group: Group, draft: RosterDraft) -> dict[str, object]:
    report: RosterReport = judge(actions.lines_of(draft), group=group)
    return {
        "group": group,
        "draft": draft,
        "report": report,
        "total": len(report.rows),
        "near": report.near[:ROWS_SHOWN],
        "first_new": report.new[:ROWS_SHOWN],
        "not_imported": report.not_imported[:ROWS_SHOWN],
        "missing": report.missing[:ROWS_SHOWN],
        "shown": ROWS_SHOWN,
    }


@for_staff("facilitators of the group, who read this file")
@require_POST
def run(request: HttpRequest, pk: int, draft: int) -> HttpResponse:
    """The import itself, all or nothing; pressing again changes nothing more."""
    group = led_group(request, pk)
    kept = _draft(request, group, draft)
    report = judge(actions.lines_of(kept), group=group)
    form = RemoveForm(request.POST, missing=report.missing)
    if not form.is_valid():
        return show(request, "rosters/preview.html", _preview(group, kept), form=form)
    name = _progress_name(kept)
    actions.import_roster(
        draft=kept,
        remove=form.cleaned_data["remove"],
        actor=account_of(request),
        now=timezone.now(),
        progress=lambda done, total: cache.set(name, (done, total), PROGRESS_SECONDS),
    )
    return see_other(reverse("organizations:roster-draft", args=(pk, draft)))


@for_staff("facilitators of the group, who read this file")
@require_safe
def progress(request: HttpRequest, pk: int, draft: int) -> HttpResponse:
    """How far the running import is; asked every second by the page that started it."""
    group = led_group(request, pk)
    kept = _draft(request, group, draft)
    done, total = cache.get(_progress_name(kept)) or (0, len(kept.lines))
    context = {"group": group, "draft": kept, "done": done, "total": total, "is_over": kept.result is not None}
    return show(request, "rosters/progress.html", context)


def _progress_name(draft: RosterDraft) -> str:
    return f"roster-progress:{draft.pk}"
