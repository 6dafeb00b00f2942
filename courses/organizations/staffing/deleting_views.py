"""All of an organisation as a file, and its deletion, which can be taken back for thirty days."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from courses.accounts.http.refusals import UNDO_WINDOW
from courses.accounts.http.responses import see_other
from courses.accounts.sign_in.confirming import confirmed_first
from courses.accounts.visitors.visitor import account_of
from courses.organizations.access.audit_log import note_list, record_event
from courses.organizations.access.staff import for_staff
from courses.organizations.forms.pages import offer_undo, show
from courses.organizations.models import AccessLog, Group, Organization
from courses.organizations.staffing.deleting import (
    EXPORTED,
    NotTakenYetError,
    delete_organization,
    taken_at,
    touched_by,
)
from courses.organizations.staffing.taking import as_zip


def _run_by(request: HttpRequest, pk: int) -> Organization:
    """An organisation this person owns, in the archive or not."""
    return get_object_or_404(Organization.objects.run_by(account_of(request)), pk=pk)


@for_staff("owners take all of their organisation as a file")
@confirmed_first
@require_safe
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Export the organisation. Once the file exists, the export is logged for the learners and in the audit log."""
    found, person, now = _run_by(request, pk), account_of(request), timezone.now()
    file = as_zip(found, now)
    if request.method == "GET":  # whoever asks for the head has nothing in hand
        for group in Group.objects.filter(organization=found):
            note_list(viewer=person, group=group, now=now, what=AccessLog.EXPORT)
        record_event(organization=found, actor=person, what=EXPORTED, now=now)
    response = HttpResponse(file, content_type="application/zip")
    name = f"{found.name} {now.date().isoformat()}.zip"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


@for_staff("owners delete their organisation")
@confirmed_first
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    found, now = _run_by(request, pk), timezone.now()
    if request.method == "POST":
        try:
            delete_organization(organization=found, actor=account_of(request), now=now)
        except NotTakenYetError:
            return show(request, "staffing/delete.html", _deleting(found), status=409)
        done = _("“%(name)s” is deleted. It can be taken back for 30 days.") % {"name": found.name}
        offer_undo(request, done=done, url=reverse("organizations:restore", args=(pk,)))
        return see_other(reverse("organizations:archived"))
    return show(request, "staffing/delete.html", _deleting(found))


def _deleting(found: Organization) -> dict[str, object]:
    now = timezone.now()
    return {
        "organization": found, "touched": touched_by(found), "taken_at": taken_at(found, now=now),
        "days": UNDO_WINDOW.days,
    }  # fmt: skip
