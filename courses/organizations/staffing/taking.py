"""All of an organisation as one file: who runs it, its groups, their people and results, and the record."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from courses.accounts.http.csv_files import csv_file
from courses.catalog.published.library import catalog
from courses.organizations.assigning.tasks import tasks_of
from courses.organizations.forms.zones import today_in
from courses.organizations.groups.attendance.files import as_csv as attendance_csv
from courses.organizations.groups.attendance.forms import Period
from courses.organizations.groups.attendance.reading import whole_sheet
from courses.organizations.models import Group, Member, Membership, Organization
from courses.organizations.reports.files import as_csv
from courses.organizations.staffing.record import record_page
from courses.organizations.staffing.wording import ROLE_WORDS

Cells = tuple[object, ...]


def as_zip(organization: Organization, now: datetime) -> bytes:
    """A CSV file of each kind, one of attendance for each group, and one of results for each course given to it."""
    packed = io.BytesIO()
    groups = list(Group.objects.filter(organization=organization).select_related("organization").order_by("pk"))
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("organization.csv", csv_file(_organization(organization)))
        archive.writestr("staff.csv", csv_file(_staff(organization)))
        archive.writestr("groups.csv", csv_file(_groups(groups)))
        archive.writestr("people.csv", csv_file(_people(organization)))
        archive.writestr("record.csv", csv_file(_record(organization)))
        for group in groups:
            attendance = whole_sheet(group, Period(), language=organization.language)
            archive.writestr(f"attendance/{group.pk}.csv", attendance_csv(attendance))
            for task in tasks_of(group, catalog(), today_in(group.time_zone, now)):
                archive.writestr(f"results/{group.pk}-{task.key}.csv", as_csv(task, group, now))
    return packed.getvalue()


def _day(moment: datetime | None) -> str:
    return moment.date().isoformat() if moment else ""


def _organization(organization: Organization) -> Iterator[Cells]:
    yield _("Name"), _("Place"), _("Language"), _("Created"), _("Archived")
    yield (
        organization.name, organization.place, organization.language, _day(organization.created_at),
        _day(organization.archived_at),
    )  # fmt: skip


def _staff(organization: Organization) -> Iterator[Cells]:
    yield _("User name"), _("Role"), _("Since")
    for one in Membership.objects.filter(organization=organization).select_related("user").order_by("since", "pk"):
        yield one.user.username, ROLE_WORDS[one.role], _day(one.since)


def _groups(groups: Iterable[Group]) -> Iterator[Cells]:
    yield _("Number"), _("Group"), _("Created"), _("Last day"), _("Archived")
    for group in groups:
        yield group.pk, group.name, _day(group.created_at), group.ends_on.isoformat(), _day(group.archived_at)


def _people(organization: Organization) -> Iterator[Cells]:
    yield _("Number"), _("Group"), _("Nickname"), _("On the list since"), _("Joined")
    people = Member.objects.present().filter(organization=organization).select_related("group")
    for one in people.order_by("group_id", "sort_key", "pk").iterator(chunk_size=500):
        yield one.group_id, one.group.name, one.nickname, _day(one.listed_at), _day(one.joined_at)


def _record(organization: Organization) -> Iterator[Cells]:
    yield _("When"), _("Who"), _("What"), _("Whom"), _("Group"), _("About")
    number, has_older = 1, True
    while has_older:
        page = record_page(organization, number)
        for line in page.lines:
            yield line.at.isoformat(timespec="minutes"), line.actor, line.words, line.subject, line.group, line.about
        number, has_older = number + 1, page.has_more
