"""Is this loan dangerous? Three figures are answered truthfully: never good for what would hurt."""

import re

import pytest
from django.test import Client

from courses.exercises.borrowing.loan_check.form import LoanCheckForm
from courses.exercises.borrowing.loan_check.verdict import VerdictLevel
from tests.exercises.borrowing.checked_loans import SHORT, YEAR, answer


def test_714_loan_is_dangerous_and_has_no_rate() -> None:
    found = answer(**SHORT)

    assert (found.level, found.heading) == (VerdictLevel.BAD, "Dangerous. Do not sign yet")
    assert found.says == "¥700 reaches you, ¥1,000 goes back after 7 days: ¥42.86 on top of every ¥100."
    assert "over 1,000% a year" in found.signs[0]
    assert "Very short and dear" in found.signs[1]
    assert not re.search(r"\d%", found.says)
    assert {line.is_within for line in found.lines} == {False}
    assert any(cited.id == "CN-SCAM-10" for cited in found.sources)


def test_rate_between_two_lines_depends_on_who_lends() -> None:
    found = answer(**YEAR)

    assert (found.level, found.heading) == (VerdictLevel.WARN, "It depends on who lends. Do not sign yet")
    assert "the loan costs ¥1,001.61, that is 18.00% a year" in found.says
    assert [(line.says[:3], line.is_within) for line in found.lines] == [("12%", False), ("24%", True)]
    assert {"A small-loan company", "A private person"} <= {choice.label for choice in found.what_else}


@pytest.mark.parametrize(
    ("lender", "level", "within"),
    [("platform_bank", "good", True), ("microloan", "good", True), ("private", "bad", False)],
)
def test_lender_decides_which_line_applies(lender, level, within) -> None:
    found = answer(**YEAR, lender=lender)

    assert found.level == level
    assert [line.is_within for line in found.lines] == [within]


def test_good_names_the_dated_line_and_claims_no_more() -> None:
    found = answer(**YEAR, lender="platform_bank")

    assert found.heading == "No danger sign found. Now see whether you can pay it"
    assert [line.says for line in found.lines] == ["24%: A bank, through an app or a platform (since October 2025)"]
    assert [cited.id for cited in found.sources] == ["CN-RATE-08"]
    assert found.within == f"It is within the lowest line that could apply, {found.lines[0].says}."


@pytest.mark.parametrize("data", [YEAR, SHORT])
def test_box_names_no_line_as_kept_where_one_could_be_exceeded(data) -> None:
    assert answer(**data).within == ""


def test_lender_without_a_known_line_is_never_good() -> None:
    assert answer(received="10000", total="10200", when="12-months", lender="card").level == VerdictLevel.WARN


@pytest.mark.parametrize(
    ("changes", "level", "words"),
    [
        ({"received": "0", "total": "300"}, "bad", "if you must pay first, do not believe it"),
        ({"total": "701"}, "warn", "All of it is due within a month"),
        ({"when": "14-days", "total": "750"}, "bad", "Very short and dear"),
        ({"when": "1-month", "total": "714"}, "warn", "All of it is due within a month"),
        ({"when": "another", "count": "30", "rhythm": "each-day", "total": "900"}, "bad", "Very short and dear"),
        ({"when": "12-months", "total": "740", "pay_first": "on"}, "bad", "if you must pay first"),
        ({"when": "12-months", "total": "740", "interest_only": "on"}, "warn", "Each payment is only interest"),
        ({"when": "12-months", "total": "740", "more_on_paper": "on"}, "warn", "names more than reaches you"),
        ({"when": "12-months", "total": "700"}, "warn", "A loan that costs nothing is rare"),
        ({"when": "12-months", "total": "5000"}, "bad", "above every line we know"),
        ({"received": "1", "total": "1000000000"}, "bad", "no yearly rate can be worked out"),
    ],
)
def test_pattern_keeps_a_loan_from_being_good(changes, level, words) -> None:
    found = answer(**{**SHORT, **changes})

    assert found.level == level
    assert any(words in sign for sign in found.signs)


def test_interest_only_is_worked_out_on_the_whole_loan() -> None:
    even, at_the_end = answer(**YEAR), answer(**YEAR, interest_only="on")

    assert "18.00% a year" in even.says
    assert "10.02% a year" in at_the_end.says


@pytest.mark.parametrize(
    ("received", "total"), [("７００", "１０００"), ("七百", "一千"), ("700元", "1,000元"), ("0.07万", "0.1万")]
)
def test_figures_are_read_as_people_type_them(received, total) -> None:
    assert answer(received=received, total=total, when="7-days").says == answer(**SHORT).says


def test_ruler_shows_the_price_beside_the_lines() -> None:
    found = answer(**YEAR)

    assert found.ruler is not None
    assert "18.00%" in found.ruler.svg or "18%" in found.ruler.svg
    assert "12%" in found.ruler.svg
    assert "24%" in found.ruler.svg


def test_ruler_of_a_714_loan_names_no_rate_and_runs_off() -> None:
    found = answer(**SHORT)

    assert found.ruler is not None
    assert "over 1,000%" in f"{found.ruler.caption} {found.ruler.svg}".lower()
    assert "2,2" not in found.ruler.svg  # (1,000 − 700) ÷ 700 in 7 days would be 2,234.69 % a year


def test_loan_that_gives_nothing_has_no_ruler() -> None:
    assert answer(received="0", total="1000", when="7-days").ruler is None


def test_page_shows_the_ruler_after_the_box() -> None:
    page = Client().post("/en/exercises/loan-check/", YEAR).content.decode()

    assert page.index('id="exercise-result"') < page.index("<figure") < page.index("The lines that could apply")


def test_lenders_after_the_first_are_named_as_within_a_sentence() -> None:
    low, high = (line.says for line in answer(**YEAR).lines)
    assert low.startswith("12%: A private person, somebody else (4 times")
    assert high.startswith("24%: A bank, a consumer finance company (since August 2017); a bank, through an app")


def test_less_in_all_than_reaches_somebody_may_be_what_is_paid_each_time() -> None:
    form = LoanCheckForm({"received": "12000", "total": "1072", "when": "12-months"})
    (problem,) = form.problems()
    (choice,) = problem.choices
    assert choice.label == "¥1,072 each time, 12 times: ¥12,864 in all"
    again = LoanCheckForm(dict(choice.data))
    assert again.is_valid()
    assert again.offer is not None
    assert again.offer.stated_instalment == 1072


@pytest.mark.parametrize(("total", "when"), [("1072", "7-days"), ("300", "12-months")])
def test_less_than_reaches_somebody_is_asked_about_where_no_other_reading_repays_it(total: str, when: str) -> None:
    (problem,) = LoanCheckForm({"received": "12000", "total": total, "when": when}).problems()
    assert problem.choices == ()
