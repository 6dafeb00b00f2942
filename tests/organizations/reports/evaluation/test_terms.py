"""Terms made and removed, and who sees which."""

from datetime import date, datetime, timedelta

import pytest
from django.test import Client

from courses.organizations.models import Event, Term
from courses.organizations.reports.evaluation.terms import TermsOverlapError, make_term, offered_days
from tests.conftest import sign_in
from tests.organizations.cast import NOW
from tests.organizations.pages import key_in, url
from tests.organizations.reports.evaluation import terms as made
from tests.organizations.reports.evaluation.report_pages import text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("term_clock")]


def send(client, organization, begins_on: str, ends_on: str):
    page = client.get(url("terms", organization.pk)).content.decode()
    sent = {"key": key_in(page), "begins_on": begins_on, "ends_on": ends_on}
    return client.post(url("term-make", organization.pk), sent)


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
    owner_client, owner, organization, term, term_clock, twelve
) -> None:
    before = text(owner_client, url("term", organization.pk, term.pk))
    reply = owner_client.post(url("term-remove", organization.pk, term.pk), follow=True)
    assert "Enter the same days to have it back" in reply.content.decode()

    term_clock.shift(timedelta(days=1))
    owner_client = sign_in(Client(), owner)
    page = text(owner_client, send(owner_client, organization, "2026-03-01", "2026-08-31")["Location"])
    assert "12 people took part" in before
    assert "12 people took part" in page


# ---- who sees which


def test_viewer_sees_a_term_when_it_is_closed(
    viewer_client, viewer, owner_client, owner, organization, term_clock
) -> None:
    running = made.make_term(organization, date(2026, 9, 1), date(2026, 11, 30))
    page, closes = (url(name, organization.pk, running.pk) for name in ("term", "term-close"))

    assert viewer_client.get(page).status_code == 404
    assert "This term is not over" in text(owner_client, page)
    assert owner_client.get(url("term-file", organization.pk, running.pk, "report", "csv")).status_code == 404
    term_clock.move_to(datetime(2026, 11, 30, 15, 59, tzinfo=NOW.tzinfo))
    owner_client = sign_in(Client(), owner)
    assert "This term is not over yet" in owner_client.post(closes, follow=True).content.decode()
    term_clock.move_to(datetime(2026, 11, 30, 16, 0, tzinfo=NOW.tzinfo))  # midnight in Shanghai
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
