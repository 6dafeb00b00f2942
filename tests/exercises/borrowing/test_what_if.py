"""One change at a time: each button sends the same numbers with one thing changed, and the difference is shown."""

import pytest

from courses.exercises.borrowing.can_i_afford.exercise import EXERCISE as CAN_I_AFFORD
from courses.exercises.borrowing.can_i_afford.form import AffordForm
from courses.exercises.borrowing.can_i_afford.result import AffordResult
from courses.exercises.borrowing.can_i_afford.what_if import BudgetWhatIf
from courses.exercises.forms.changing import CHANGE, change_between, with_change
from tests.exercises.sample import comfortable, filled, form_of, result_of

BORROW_LESS, WAIT, LONGER, LOWER_RATE = "Borrow", "Save", "payments", "The"  # the first word of each button


def _by_words(result: AffordResult) -> dict[str, BudgetWhatIf]:
    return {one.label.lstrip("0123456789 ").split()[0]: one for one in result.what_ifs}


def _after(what_if: BudgetWhatIf) -> AffordResult:
    """The result once the button is pressed, beside the figures as they stand."""
    form = AffordForm({**filled(), CHANGE: change_between(filled(), what_if.data)})
    assert form.is_valid(), form.errors
    result: AffordResult = CAN_I_AFFORD.calculate(form)
    return result


def test_example_offers_four_changes_with_their_effect() -> None:
    assert [(one.label, one.effect) for one in result_of(filled()).what_ifs] == [
        ("Borrow ¥6,800 less", "¥293.38 a month, ¥2,006.62 a month left. It costs ¥681.11 less in all."),
        (
            "Save for 3 months first, then borrow ¥6,900 less",
            "¥284.21 a month, ¥2,015.79 a month left. It costs ¥691.12 less in all.",
        ),
        (
            "18 payments instead of 12",
            "¥638.06 a month, ¥1,661.94 a month left. It costs ¥483.43 more in all.",
        ),
        (
            "The same money in hand at 12% a year, nothing else to pay",
            "¥888.49 a month, ¥1,411.51 a month left. It costs ¥339.75 less in all.",
        ),
    ]


@pytest.mark.parametrize("count", ["4", "5"])
def test_two_months_that_differ_are_never_called_a_month(count: str) -> None:
    words = _by_words(result_of(filled(received="1400", interval="week", count=count, rate="", instalment="450")))

    assert " a month" not in words[LONGER].effect
    assert words[LONGER].effect.startswith("Up to ")


def test_borrowing_less_stays_clear_of_every_line() -> None:
    after = _after(_by_words(result_of(filled()))[BORROW_LESS])
    assert after.verdict == "room"


def test_difference_is_shown_against_the_numbers_before() -> None:
    after = _after(_by_words(result_of(filled()))[LONGER])
    assert after.difference is not None
    assert [(row.name, row.before, row.now, row.change) for row in after.difference.rows] == [
        ("To pay in a month, at most", "¥916.80", "¥638.06", "−¥278.74"),
        ("Left in that month", "¥1,383.20", "¥1,661.94", "+¥278.74"),
        ("To pay in all", "¥11,001.61", "¥11,485.04", "+¥483.43"),
        ("Cost of the loan", "¥1,001.61", "¥1,485.04", "+¥483.43"),
        ("Payments", "12", "18", "+6"),
    ]
    assert after.difference_verdict == (
        "On these numbers the payments fit, but only just: ¥1,383.20 a month would be left."
    )


def test_undo_leads_back_to_the_numbers_before() -> None:
    after = _after(_by_words(result_of(filled()))[LOWER_RATE])
    assert after.difference is not None
    assert dict(after.difference.undo) == filled()


def test_page_sent_without_a_change_shows_no_difference() -> None:
    assert result_of(filled()).difference is None


@pytest.mark.parametrize(
    "forged", ["", "longer", "csrfmiddlewaretoken=x&interest=5", "count=12", "%ff&&=", "change=count"]
)
def test_forged_change_is_ignored(forged: str) -> None:
    form = AffordForm({**filled(), CHANGE: forged})
    assert form.is_valid()
    assert form.sent == filled()
    assert CAN_I_AFFORD.calculate(form).difference is None


def test_change_of_figures_that_cannot_be_read_shows_no_difference() -> None:
    form = AffordForm({**filled(count="NaN"), CHANGE: "count=12"})
    assert form.is_valid()
    assert CAN_I_AFFORD.calculate(form).difference is None


def test_change_that_cannot_be_read_is_asked_about() -> None:
    form = AffordForm({**filled(), CHANGE: "count=NaN"})
    assert [one.anchor for one in form.problems()] == ["exercise-count"]


@pytest.mark.parametrize("text", ["", "万5", "1 + 1", "a&b=c", "50%", "“x”;"])
def test_change_carries_any_text(text: str) -> None:
    now, then = {"rate": "12", "unit": "year"}, {"unit": "month", **({"rate": text} if text else {})}
    changed = with_change({**now, CHANGE: change_between(now, then)})
    assert {name: changed[name] for name in now} == {"rate": text, "unit": "month"}


def test_loan_known_by_its_instalment_keeps_its_price_when_it_changes() -> None:
    changes = _by_words(result_of(filled(rate="", instalment="916.80")))
    assert changes[LONGER].data["rate"] == "18"
    assert "instalment" not in changes[LONGER].data
    smaller = changes[BORROW_LESS].data
    assert (smaller["received"], smaller["instalment"]) == ("3200", "293.38")


def test_small_cheap_loan_offers_only_what_makes_sense() -> None:
    offered = _by_words(result_of(comfortable(received="100", rate="5")))
    assert set(offered) == {LONGER}


def test_each_change_sends_only_known_boxes_and_no_csrf_token() -> None:
    for what_if in result_of(filled(guess="2000")).what_ifs:
        assert set(what_if.data) <= set(AffordForm.base_fields)


@pytest.mark.parametrize(
    "change", [{"count": "24"}, {"received": "5000"}, {"rate": "6", "unit": "year"}, {"last": "x"}]
)
def test_varied_form_reads_as_a_form_sent_with_the_change(change: dict[str, str]) -> None:
    form = form_of(filled(amount="12000", fees="some", fee="40", fee_when="each_instalment"))
    varied, sent = form.varied(change), AffordForm(form.with_changes(**change))
    assert (varied.is_valid(), varied.sent) == (sent.is_valid(), sent.sent)
    assert [one.message for one in varied.problems()] == [one.message for one in sent.problems()]
    if sent.is_valid():
        assert (varied.offer, varied.budget) == (sent.offer, sent.budget)
    assert form.offer == form_of(form.sent).offer  # the first form is left as it was
