"""The letter and the drawing that a result leads to."""

from django.test import Client
from django.urls import reverse
from django.utils import translation

from tests.exercises.debts.lateness.late_loan import NOT_LATE, PAGE, filled, result_of


def test_letter_takes_whom_what_and_how_much() -> None:
    (on,) = result_of(lender="consumer_finance").on_with
    assert (on.kind, dict(on.data)) == (
        "letter",
        {"about": "hardship", "lender_kind": "consumer", "instalment": "1076.49", "offer": "600", "request": "more"},
    )
    body = Client().post("/en/exercises/letter/", {**on.data, "brought": "1"}).content.decode()
    assert 'value="600"' in body
    assert 'class="error-summary"' not in body


def test_line_of_the_month_is_drawn_where_it_does_not_dwarf_the_payments() -> None:
    assert 'class="st dash"' in result_of(can_pay="1400").ways[0].picture
    assert "¥1,400" in result_of(can_pay="1400").ways_key
    dwarfed = result_of(can_pay="99999")
    assert 'class="st dash"' not in dwarfed.ways[0].picture
    assert "99,999" not in dwarfed.ways_key


def test_letter_is_the_main_thing_only_where_something_presses() -> None:
    assert result_of(can_pay="1400").on_with[0].is_main
    assert result_of(can_pay="600", **NOT_LATE).on_with[0].is_main
    assert not result_of(can_pay="1400", **NOT_LATE).on_with[0].is_main


def test_letter_is_one_press_away_from_the_result() -> None:
    with translation.override("en"):
        body = Client().post(PAGE, filled()).content.decode()
    assert 'action="/en/exercises/letter/"' in body
    assert f'class="button" href="{reverse("help-now")}"' in body
