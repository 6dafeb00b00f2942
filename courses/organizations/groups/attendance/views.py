"""Pages of a group's attendance: the sheet of a term, its file, one day's form, and undo."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.accounts.http.responses import see_other
from courses.accounts.visitors.visitor import account_of
from courses.languages.known import current_language
from courses.organizations.access.audit_log import note_list, record_event
from courses.organizations.access.staff import for_staff
from courses.organizations.forms.pages import offer_undo, show
from courses.organizations.forms.paging import ListPage, PageForm, page_of
from courses.organizations.forms.zones import today_in
from courses.organizations.groups.attendance import actions
from courses.organizations.groups.attendance.files import as_csv
from courses.organizations.groups.attendance.forms import AttendanceForm, MeetingDayForm, PeriodForm, VersionForm
from courses.organizations.groups.attendance.reading import (
    PEOPLE,
    people_there,
    read_sheet,
    removed_meetings,
    there_at,
    titles_of,
    whole_sheet,
)
from courses.organizations.groups.views import led_group
from courses.organizations.models import AccessLog, Attendance, Meeting, Member

FACILITATORS = "facilitators of the group"


def led_meeting(request: HttpRequest, pk: int, meeting: int) -> Meeting:
    """Return the meeting of this group if the person signed in leads the group; else raise Http404."""
    meetings = Meeting.objects.filter(group=led_group(request, pk)).select_related("group", "group__organization")
    return get_object_or_404(meetings, pk=meeting)


@for_staff(FACILITATORS)
@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The attendance sheet of a period, with a form to choose a day."""
    group, now = led_group(request, pk), timezone.now()
    form = MeetingDayForm(
        request.POST if request.method == "POST" else None, today=today_in(group.time_zone, now)
    )  # fmt: skip
    if form.is_bound and form.is_valid():
        meeting = actions.note_meeting(group=group, day=form.cleaned_data["day"])
        return see_other(reverse("organizations:meeting", args=(pk, meeting.pk)))
    note_list(viewer=account_of(request), group=group, now=now)
    asked = PeriodForm(request.GET)
    context = {
        "group": group, "sheet": read_sheet(group, asked.period, number=asked.number, language=current_language()),
        "removed": removed_meetings(group), "asked": asked, "period": asked.period.query,
        "and_period": f"{asked.period.query}&" if asked.period.query else "",
    }  # fmt: skip
    return show(request, "groups/attendance/sheet.html", context, form=form)


@for_staff(FACILITATORS)
@require_safe
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """Export the whole sheet; the export is logged for the learners and in the audit log."""
    group, now, person = led_group(request, pk), timezone.now(), account_of(request)
    if request.method == "GET":  # whoever asks for the heads alone takes nothing
        note_list(viewer=person, group=group, now=now, what=AccessLog.EXPORT)
        record_event(
            organization=group.organization, actor=person, group=group, what="exported", about="attendance", now=now
        )  # fmt: skip
    body = as_csv(whole_sheet(group, PeriodForm(request.GET).period, language=current_language()))
    response = HttpResponse(body, content_type="text/csv; charset=utf-8")
    name = f"{group.name} {_('attendance')} {today_in(group.time_zone, now).isoformat()}.csv"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


@for_staff(FACILITATORS)
@require_http_methods(["GET", "HEAD", "POST"])
def meeting(request: HttpRequest, pk: int, meeting: int) -> HttpResponse:
    """The form of one day: members present and the number of others."""
    found, now = led_meeting(request, pk, meeting), timezone.now()
    members = Member.objects.visible_to(account_of(request)).filter(group=found.group).by_name()
    page = page_of(members, PageForm(request.GET).number, size=PEOPLE)
    listed = [member.pk for member in page.lines]
    form = AttendanceForm(request.POST if request.method == "POST" else None, listed=listed, others=found.others)
    if form.is_bound and form.is_valid():
        try:
            saved = actions.save_attendance(
                meeting=found, listed=listed, wanted=form.wanted, seen=form.seen, actor=account_of(request), now=now,
                takes_back=form.takes_back,
            )  # fmt: skip
        except actions.MeetingRemovedError:
            found.refresh_from_db()
            return _meeting_page(request, found, page, form, status=409)
        return _saved(request, saved, f"?page={page.number + 1}" if page.has_more else "")
    note_list(viewer=account_of(request), group=found.group, now=now)
    return _meeting_page(request, found, page, form)


def _meeting_page(
    request: HttpRequest, meeting: Meeting, page: ListPage[Member], form: AttendanceForm, status: int = 200
) -> HttpResponse:
    """With what was sent, if anything was; status 409: nothing of it was saved."""
    there = people_there(meeting, [member.pk for member in page.lines])
    ticked, was = form.ticked(frozenset(there)), form.was(frozenset(there))
    context = {
        "group": meeting.group, "meeting": meeting, "page": page, "titles": titles_of(meeting, current_language()),
        "lines": [(one, one.pk in ticked, one.pk in was, there.get(one.pk) == Attendance.PHONE) for one in page.lines],
        "is_refused": status == 409,
    }  # fmt: skip
    return show(request, "groups/attendance/meeting.html", context, form=form, status=status)


def _saved(request: HttpRequest, meeting: Meeting, next_page: str) -> HttpResponse:
    place = (meeting.group_id, meeting.pk)
    if next_page:
        return see_other(reverse("organizations:meeting", args=place) + next_page)
    there = there_at(meeting)
    words = ngettext("Saved: %(count)s person was there.", "Saved: %(count)s people were there.", there)
    url = f"{reverse('organizations:meeting-undo', args=place)}?version={meeting.version}"
    offer_undo(request, done=words % {"count": there}, url=url)
    return see_other(reverse("organizations:attendance", args=(meeting.group_id,)))


@for_staff(FACILITATORS)
@require_POST
def undo(request: HttpRequest, pk: int, meeting: int) -> HttpResponse:
    """Undo the last change to a meeting, also days later; a second request changes nothing."""
    found, form = led_meeting(request, pk, meeting), VersionForm(request.GET)
    version = form.cleaned_data["version"] if form.is_valid() else 0
    if actions.undo_attendance(meeting=found, version=version, actor=account_of(request), now=timezone.now()):
        messages.success(request, _("The last change was undone."))
    else:
        messages.info(request, _("Somebody changed this list meanwhile. Look at what is noted now."))
    return see_other(reverse("organizations:meeting", args=(pk, meeting)))


@for_staff(FACILITATORS)
@require_POST
def remove(request: HttpRequest, pk: int, meeting: int) -> HttpResponse:
    found = led_meeting(request, pk, meeting)
    actions.remove_meeting(meeting=found, actor=account_of(request), now=timezone.now())
    back = reverse("organizations:meeting-restore", args=(pk, meeting))
    offer_undo(request, done=_("This day is off the sheet."), url=back)
    return see_other(reverse("organizations:attendance", args=(pk,)))


@for_staff(FACILITATORS)
@require_POST
def restore(request: HttpRequest, pk: int, meeting: int) -> HttpResponse:
    found = led_meeting(request, pk, meeting)
    actions.take_meeting_back(meeting=found, actor=account_of(request), now=timezone.now())
    return see_other(reverse("organizations:attendance", args=(pk,)))
