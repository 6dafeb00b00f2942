"""Import of names: choose a file, see what would happen to each row, then do it, a long list part by part."""

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
from courses.organizations.staff import account_of, for_staff
from courses.organizations.zones import today_in

ROWS_SHOWN = 50  # of each kind; the file itself has them all


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
    if kept.imported_at is not None:
        return show(request, "rosters/done.html", {"group": group, "draft": kept, "result": actions.result_of(kept)})
    return show(request, "rosters/preview.html", _preview(group, kept))


def _preview(group: Group, draft: RosterDraft) -> dict[str, object]:
    part = actions.part_of(draft)
    report = part.judged(group)
    return {
        "group": group,
        "draft": draft,
        "report": report,
        "part": part,
        "first_row": part.start + 1,
        "total": part.total,
        "near": report.near[:ROWS_SHOWN],
        "new": report.new[:ROWS_SHOWN],
        "not_imported": report.not_imported[:ROWS_SHOWN],
        "missing": report.missing[:ROWS_SHOWN],
        "shown": ROWS_SHOWN,
    }


@for_staff("facilitators of the group, who read this file")
@require_POST
def run(request: HttpRequest, pk: int, draft: int) -> HttpResponse:
    """The import of the part that was shown, all or nothing; pressing again changes nothing more."""
    group = led_group(request, pk)
    kept = _draft(request, group, draft)
    if kept.imported_at is None:
        part = actions.part_of(kept)
        form = RemoveForm(request.POST, missing=part.judged(group).missing if part.is_last else ())
        if not form.is_valid():
            return show(request, "rosters/preview.html", _preview(group, kept), form=form)
        actions.import_part(
            draft=kept,
            start=form.cleaned_data["start"] or 0,
            remove=form.cleaned_data["remove"],
            actor=account_of(request),
            now=timezone.now(),
        )
    return see_other(reverse("organizations:roster-draft", args=(pk, draft)))


@for_staff("facilitators of the group, who read this file")
@require_safe
def progress(request: HttpRequest, pk: int, draft: int) -> HttpResponse:
    """How far the running import is; asked every second by the page that started it."""
    group = led_group(request, pk)
    kept = _draft(request, group, draft)
    total, is_over = len(kept.lines), kept.imported_at is not None
    context = {"group": group, "draft": kept, "done": actions.rows_done(kept), "total": total, "is_over": is_over}
    return show(request, "rosters/progress.html", context)
