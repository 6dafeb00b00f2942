"""The report of a term and its files, as somebody opens them."""

import csv
import io

import openpyxl
import pytest

from courses.organizations.models import Event, Term
from courses.organizations.reports.evaluation.closing import close_term
from tests.organizations.cast import NOW, make_group
from tests.organizations.pages import url
from tests.organizations.reports.evaluation import terms as made
from tests.organizations.reports.evaluation.report_pages import text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("term_clock")]


def close(term: Term) -> None:
    close_term(term=term, actor=None, now=NOW)


def rows(client, term: Term, what: str) -> list[list[str]]:
    """The lines of a file, of a term that is closed for it where it was not."""
    close(term)
    reply = client.get(url("term-file", term.organization_id, term.pk, what, "csv"))
    return list(csv.reader(io.StringIO(reply.content.decode("utf-8-sig"))))


@pytest.mark.parametrize("who", ["facilitator_client", "stranger_client", "member_client"])
def test_others_find_no_report(request, who, organization, term, member) -> None:
    client = request.getfixturevalue(who)

    for address in (
        url("terms", organization.pk),
        url("term", organization.pk, term.pk),
        url("term-file", organization.pk, term.pk, "people", "csv"),
    ):
        assert client.get(address).status_code == 404


def test_viewer_makes_and_removes_nothing(viewer_client, organization, term) -> None:
    assert viewer_client.post(url("term-make", organization.pk), {}).status_code == 404
    for name in ("term-remove", "term-close", "term-reopen"):
        assert viewer_client.post(url(name, organization.pk, term.pk)).status_code == 404
    assert Term.objects.count() == 1


# ---- the page and its files


def test_page_says_what_a_funder_asks_for(viewer_client, organization, term, twelve) -> None:
    close(term)
    page = text(viewer_client, url("term", organization.pk, term.pk))

    assert "12 people took part" in page
    for heading in ("Finished a whole course", "What they meant to do: after 30 days", "At meetings of their groups"):
        assert heading in page
    assert "not shown" in page  # three were at meetings
    assert "Learner" not in page


def test_twelve_people_with_nine_pairs_leave_three_to_hide(owner_client, organization, term, group, twelve) -> None:
    page = url("term", organization.pk, term.pk)
    assert "Nothing is shown" in text(owner_client, page)

    made.learners(group, 2)
    shown = text(owner_client, page)
    assert "Reading a loan" in shown
    assert "Fewer than twenty people are few" in shown


def test_file_of_the_page_holds_the_numbers_of_the_page(viewer_client, organization, term, group, twelve) -> None:
    made.learners(group, 3)

    found = rows(viewer_client, term, "report")
    assert ["Finished a whole course", "Yes, they did", "9", "15", "60", "35.7", "80.2"] in found
    assert ["Organisation", "Riverside Centre"] in found
    (gain,) = [row for row in found if row and row[0] == "Reading a loan"]
    assert gain[2:6] == ["9", "30.0", "80.0", "50.0"]


def test_changes_for_the_worse_stay_numbers(viewer_client, organization, term, group) -> None:
    for member in made.learners(group, 6):
        made.both_checks(member, 8, 5)

    assert [row[4] for row in rows(viewer_client, term, "people") if row[0] == "change"] == ["-30.0"] * 6


def test_sheet_of_lines_carries_its_codebook_and_numbers_are_numbers(viewer_client, organization, term, twelve) -> None:
    made.learners(twelve[0].group, 3)
    close(term)
    reply = viewer_client.get(url("term-file", organization.pk, term.pk, "people", "xlsx"))

    book = openpyxl.load_workbook(io.BytesIO(reply.content))
    assert book.sheetnames == ["people", "codebook"]
    points = [row[4] for row in book["people"].iter_rows(min_row=2, values_only=True) if row[0] == "change"]
    assert sorted(points) == [40, 40, 40, 50, 50, 50, 60, 60, 60]


def test_file_holds_nothing_of_a_person(viewer_client, organization, term, twelve) -> None:
    file = str(rows(viewer_client, term, "people"))

    for member in twelve:
        assert member.nickname not in file
        assert str(member.learner.username) not in file


def test_file_taken_stands_in_the_record(viewer_client, organization, term, twelve) -> None:
    rows(viewer_client, term, "people")

    event = Event.objects.get(what="term-exported")
    assert (event.what, event.about) == ("term-exported", "2026-03-01 to 2026-08-31, people")


def test_fewer_than_five_people_are_nothing(viewer_client, organization, term, group) -> None:
    made.learners(group, 4)

    close(term)
    page = text(viewer_client, url("term", organization.pk, term.pk))
    assert "Fewer than five people took part" in page
    assert len(rows(viewer_client, term, "people")) == 1


@pytest.mark.parametrize(("what", "kind"), [("people", "zip"), ("names", "csv")])
def test_other_files_do_not_exist(viewer_client, organization, term, what, kind) -> None:
    close(term)
    assert viewer_client.get(url("term-file", organization.pk, term.pk, what, kind)).status_code == 404


def test_groups_of_all_the_organisation_count_together(viewer_client, organization, term, group) -> None:
    made.learners(group, 3)
    made.learners(make_group(organization, "Morning"), 3)

    close(term)
    assert "6 people took part" in text(viewer_client, url("term", organization.pk, term.pk))
