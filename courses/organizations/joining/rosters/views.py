"""Pages of an import: choose a file, preview each row's verdict, then import, a long list part by part."""

from datetime import date, datetime

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.accounts.http.responses import see_other
from courses.accounts.visitors.visitor import account_of
from courses.organizations.access.staff import for_staff
from courses.organizations.forms.pages import form_key, refuse_foreign, show
from courses.organizations.forms.zones import today_in
from courses.organizations.groups.views import led_group
from courses.organizations.joining.rosters import actions
from courses.organizations.joining.rosters.actions import RosterPart
from courses.organizations.joining.rosters.asking import (
    ColumnsForm,
    file_as_text,
    first_answers,
    samples_of,
    sent_content,
)
from courses.organizations.joining.rosters.forms import REFUSALS, RosterForm, RunForm
from courses.organizations.joining.rosters.judging import RosterReport
from courses.organizations.joining.rosters.reading.files import ColumnQuestion, RosterFile, question_about
from courses.organizations.joining.rosters.reading.limits import FileRefusedError
from courses.organizations.joining.rosters.starting import FILES
from courses.organizations.models import Group, RosterDraft

ROWS_SHOWN = 50  # of each kind; the file itself has them all
TICKED_ONE_BY_ONE = 300  # people who may be removed; a form holds 500 fields


@for_staff("facilitators of the group")
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """A file or a pasted list; where its columns are uncertain, the response asks and the file is sent again."""
    group, now = led_group(request, pk), timezone.now()
    today = today_in(group.time_zone, now)
    if not group.is_open(today):
        return show(request, "joining/rosters/closed.html", {"group": group}, status=409)
    if request.method != "POST":
        return show(request, "joining/rosters/upload.html", {"group": group}, form=RosterForm(today=today))
    if "first_row" in request.POST:
        return _answered(request, group, today, now)
    form = RosterForm(request.POST, request.FILES, today=today)
    if form.is_valid():
        if form.question is not None:
            return _ask(request, group, form.question, form.content, today)
        if key := form_key(request):
            return _kept(request, group, form.cleaned_data["roster"], key, now)
        refuse_foreign(form)
    return show(request, "joining/rosters/upload.html", {"group": group}, form=form)


def _kept(request: HttpRequest, group: Group, file: RosterFile, key: str, now: datetime) -> HttpResponse:
    draft = actions.keep_draft(group=group, file=file, key=key, actor=account_of(request), now=now)
    return see_other(reverse("organizations:roster-draft", args=(group.pk, draft.pk)))


def _ask(request: HttpRequest, group: Group, question: ColumnQuestion, content: bytes, today: date) -> HttpResponse:
    form = ColumnsForm(question=question, today=today, initial=first_answers(question, content))
    return show(request, "joining/rosters/ask.html", _asking(group, question, content), form=form)


def _asking(group: Group, question: ColumnQuestion, content: bytes) -> dict[str, object]:
    return {
        "group": group, "why": question.why, "samples": samples_of(question), "is_carried": bool(file_as_text(content)),
    }  # fmt: skip


def _answered(request: HttpRequest, group: Group, today: date, now: datetime) -> HttpResponse:
    try:
        content = sent_content({"content": request.POST.get("content"), "file": request.FILES.get("file")})
        question = question_about(content, encoding=request.POST.get("encoding", ""))
    except FileRefusedError as refused:
        again = RosterForm({"names": ""}, today=today)
        again.errors.clear()
        again.add_error("file", REFUSALS[refused.reason])
        return show(request, "joining/rosters/upload.html", {"group": group}, form=again)
    form = ColumnsForm(request.POST, request.FILES, question=question, today=today)
    if form.is_valid():
        if key := form_key(request):
            return _kept(request, group, form.cleaned_data["roster"], key, now)
        refuse_foreign(form)
    return show(request, "joining/rosters/ask.html", _asking(group, question, content), form=form)


@for_staff("whoever may read names in may have a file to start from", shows_people=False)
@require_safe
def start_file(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    led_group(request, pk)
    write, content_type = FILES[kind]
    response = HttpResponse(write(), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="names.{kind}"'
    return response


def _draft(request: HttpRequest, group: Group, draft: int) -> RosterDraft:
    mine = RosterDraft.objects.filter(group=group, made_by=account_of(request))
    return get_object_or_404(mine, pk=draft)


@for_staff("facilitators of the group, who read this file")
@require_safe
def preview(request: HttpRequest, pk: int, draft: int) -> HttpResponse:
    """A dry run. After the import, the same address shows its result."""
    group = led_group(request, pk)
    kept = _draft(request, group, draft)
    if kept.is_over:
        return show(
            request, "joining/rosters/done.html", {"group": group, "draft": kept, "result": actions.result_of(kept)}
        )
    part = actions.part_of(kept)
    report = part.judged(group)
    return show(
        request, "joining/rosters/preview/preview.html", _preview(group, kept, part, report), form=_run_form(report)
    )


def _preview(group: Group, draft: RosterDraft, part: RosterPart, report: RosterReport) -> dict[str, object]:
    return {
        "group": group,
        "draft": draft,
        "report": report,
        "part": part,
        "first_row": part.start + 1,
        "total": part.total,
        "near": report.near[:ROWS_SHOWN],
        "new": report.new[:ROWS_SHOWN],
        "twice": report.repeated[:ROWS_SHOWN],
        "marked": report.marked[:ROWS_SHOWN],
        "children": report.children[:ROWS_SHOWN],
        "not_imported": report.not_imported[:ROWS_SHOWN],
        "missing": report.missing,
        "one_by_one": len(report.missing) <= TICKED_ONE_BY_ONE,
        "shown": ROWS_SHOWN,
    }


def _run_form(report: RosterReport, data: QueryDict | None = None) -> RunForm:
    return RunForm(data, missing=report.missing, asks_others=bool(report.repeated))


@for_staff("facilitators of the group, who read this file")
@require_POST
def run(request: HttpRequest, pk: int, draft: int) -> HttpResponse:
    """Import the part that was shown, all or nothing; a second request changes nothing more."""
    group = led_group(request, pk)
    kept = _draft(request, group, draft)
    if not kept.is_over:
        part = actions.part_of(kept)
        report = part.judged(group)
        form = _run_form(report, request.POST)
        is_old = form.data.get("start", "0") not in ("", str(part.start)) and "start" not in form.errors
        if is_old:
            return see_other(reverse("organizations:roster-draft", args=(pk, draft)))
        if not form.is_valid():
            return show(request, "joining/rosters/preview/preview.html", _preview(group, kept, part, report), form=form)
        actions.import_part(
            draft=kept, start=part.start, remove=form.leaving, are_others=form.cleaned_data.get("others") == "yes",
            actor=account_of(request), now=timezone.now(),
        )  # fmt: skip
    return see_other(reverse("organizations:roster-draft", args=(pk, draft)))


@for_staff("facilitators of the group, who read this file")
@require_safe
def progress(request: HttpRequest, pk: int, draft: int) -> HttpResponse:
    """How far the running import is; polled every second by the page that started it."""
    group = led_group(request, pk)
    kept = _draft(request, group, draft)
    done = actions.rows_done(kept)
    total = max(done, len(kept.lines))  # the names are erased once they are on the list
    context = {"group": group, "draft": kept, "done": done, "total": total, "is_over": kept.is_over}
    return show(request, "joining/rosters/progress.html", context)
