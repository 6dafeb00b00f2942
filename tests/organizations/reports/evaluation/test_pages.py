"""Terms made and removed, who sees which, and the page with its files, as somebody opens them."""

import csv
import io
import re
from datetime import date, datetime, timedelta

import openpyxl
import pytest
import time_machine
from django.test import Client

from courses.organizations.models import Event, Term
from courses.organizations.reports.evaluation.closing import close_term
from courses.organizations.reports.evaluation.terms import TermsOverlapError, make_term, offered_days
from tests.conftest import sign_in
from tests.organizations.cast import NOW, make_group
from tests.organizations.pages import key_in, url
from tests.organizations.reports.evaluation import terms as made

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as moved:
        yield moved


@pytest.fixture
def term(organization) -> Term:
    return made.make_term(organization)


@pytest.fixture
def twelve(group):
    """Nine who finished, both checks and what they meant to do done; three who only began."""
    found = made.learners(group, 12)
    for number, member in enumerate(found[:9]):
        made.finish(member)
        made.both_checks(member, 2 + number % 3, 8)
        made.take_up(member, "done", "done")
    for member in found[9:]:
        made.attend(member, 1)
    return found


def text(client, address: str) -> str:
    """What the page says, in one line, without what differs every time."""
    main = client.get(address).content.decode().partition("<main")[2]
    return " ".join(re.sub(r"<[^>]*>", " ", main).split())


def send(client, organization, begins_on: str, ends_on: str):
    page = client.get(url("terms", organization.pk)).content.decode()
    sent = {"key": key_in(page), "begins_on": begins_on, "ends_on": ends_on}
    return client.post(url("term-make", organization.pk), sent)


def close(term: Term) -> None:
    close_term(term=term, actor=None, now=NOW)


def rows(client, term: Term, what: str) -> list[list[str]]:
    """The lines of a file, of a term that is closed for it where it was not."""
    close(term)
    reply = client.get(url("term-file", term.organization_id, term.pk, what, "csv"))
    return list(csv.reader(io.StringIO(reply.content.decode("utf-8-sig"))))


# ---- terms


def test_half_year_up_to_the_end_of_last_month_is_offered_first(organization) -> None:
    assert offered_days(organization, date(2026, 11, 29)) == (date(2026, 5, 1), date(2026, 10, 31))
    assert offered_days(organization, date(2027, 1, 3)) == (date(2026, 7, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("ends_on", "offered"),
    [
        (date(2026, 8, 31), (date(2026, 9, 1), date(2027, 2, 28))),
        (date(2026, 8, 30), (date(2026, 8, 31), date(2027, 2, 27))),  # February has no 31st
        (date(2026, 12, 31), (date(2027, 1, 1), date(2027, 6, 30))),
    ],
)
def test_after_a_term_the_half_year_after_it_is_offered(organization, ends_on, offered) -> None:
    made.make_term(organization, date(2026, 8, 1), ends_on)

    assert offered_days(organization, date(2026, 11, 29)) == offered


def test_owner_makes_a_term_with_what_is_offered(owner_client, organization) -> None:
    reply = send(owner_client, organization, "2026-05-01", "2026-10-31")

    found = Term.objects.get()
    assert (found.begins_on, found.ends_on) == (date(2026, 5, 1), date(2026, 10, 31))
    assert (reply.status_code, reply["Location"]) == (303, url("term", organization.pk, found.pk))
    assert Event.objects.get().what == "term-made"


@pytest.mark.parametrize(
    ("begins_on", "ends_on"),
    [
        ("2026-03-02", "2026-08-31"),  # a day less: what is left would be about one day
        ("2026-03-01", "2026-08-30"),
        ("2026-02-28", "2026-08-31"),
        ("2026-03-01", "2026-08-31"),
        ("2026-08-31", "2026-10-31"),
        ("2026-01-01", "2026-03-01"),
    ],
)
def test_shifting_days_makes_no_second_report(owner_client, organization, term, begins_on, ends_on) -> None:
    reply = send(owner_client, organization, begins_on, ends_on)

    assert (reply.status_code, Term.objects.count()) == (422, 1)
    assert "Two reports may not share a day" in reply.content.decode()


def test_terms_side_by_side_are_made(owner_client, organization, term) -> None:
    assert send(owner_client, organization, "2026-09-01", "2026-10-31").status_code == 303


@pytest.mark.parametrize(
    ("begins_on", "ends_on", "words"),
    [
        ("2026-10-31", "2026-10-01", "The last day is before the first one"),
        ("2024-01-01", "2026-01-01", "A term is a year at most"),
        ("soon", "2026-01-01", "Enter the day as year, month, day, like 2026-12-12"),
        ("", "2026-01-01", "Enter the first day"),
    ],
)
def test_wrong_days_are_said_and_kept_in_the_form(owner_client, organization, begins_on, ends_on, words) -> None:
    reply = send(owner_client, organization, begins_on, ends_on)

    assert reply.status_code == 422
    assert words in reply.content.decode()
    assert not Term.objects.exists()


def test_sending_twice_makes_one(organization, owner) -> None:
    days = {"begins_on": date(2026, 1, 1), "ends_on": date(2026, 1, 31), "actor": owner, "key": "k", "now": NOW}

    assert make_term(organization=organization, **days) == make_term(organization=organization, **days)
    with pytest.raises(TermsOverlapError):
        make_term(organization=organization, **{**days, "key": "other"})


def test_term_removed_by_mistake_is_made_again_a_day_later(
    owner_client, owner, organization, term, clock, twelve
) -> None:
    before = text(owner_client, url("term", organization.pk, term.pk))
    reply = owner_client.post(url("term-remove", organization.pk, term.pk), follow=True)
    assert "Enter the same days to have it back" in reply.content.decode()

    clock.shift(timedelta(days=1))
    owner_client = sign_in(Client(), owner)
    page = text(owner_client, send(owner_client, organization, "2026-03-01", "2026-08-31")["Location"])
    assert "12 people took part" in before
    assert "12 people took part" in page


# ---- who sees which


def test_viewer_sees_a_term_when_it_is_closed(viewer_client, viewer, owner_client, owner, organization, clock) -> None:
    running = made.make_term(organization, date(2026, 9, 1), date(2026, 11, 30))
    page, closes = (url(name, organization.pk, running.pk) for name in ("term", "term-close"))

    assert viewer_client.get(page).status_code == 404
    assert "This term is not over" in text(owner_client, page)
    assert owner_client.get(url("term-file", organization.pk, running.pk, "report", "csv")).status_code == 404
    clock.move_to(datetime(2026, 11, 30, 15, 59, tzinfo=NOW.tzinfo))
    owner_client = sign_in(Client(), owner)
    assert "This term is not over yet" in owner_client.post(closes, follow=True).content.decode()
    clock.move_to(datetime(2026, 11, 30, 16, 0, tzinfo=NOW.tzinfo))  # midnight in Shanghai
    viewer_client, owner_client = sign_in(Client(), viewer), sign_in(Client(), owner)
    assert viewer_client.get(page).status_code == 404
    assert "This term is over and not closed" in text(owner_client, page)
    owner_client.post(closes)
    assert viewer_client.get(page).status_code == 200


def test_nothing_is_added_to_a_term_that_is_over(owner_client, organization, term, group, twelve) -> None:
    page = url("term", organization.pk, term.pk)
    before = text(owner_client, page)
    late = made.learners(group, 9, at=made.AFTER)
    for member in (*late, *twelve):
        made.do_exercise(member, at=made.AFTER)
        made.attend(member, 2, at=made.AFTER)

    assert text(owner_client, page) == before


def test_form_of_a_term_is_on_the_page_of_owners_only(owner_client, viewer_client, organization) -> None:
    page = url("terms", organization.pk)

    assert 'name="begins_on" value="2026-05-01"' in owner_client.get(page).content.decode()
    assert "begins_on" not in viewer_client.get(page).content.decode()


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
