"""When income is not steady: the lowest month is the base, and nothing unknown makes the buffer reach further."""

from courses.exercises.budgeting.steady_wage.form import SteadyWageForm
from courses.exercises.budgeting.steady_wage.result import Wage, wage_result
from courses.loans.affordability.budget import Verdict

SIX = {
    "m1": "5000", "m2": "5400", "m3": "3700", "m4": "4300", "m5": "4600", "m6": "4700",
    "needs": "3200", "debts": "1000", "extra": "200",
}  # fmt: skip


def read(**changes: str) -> SteadyWageForm:
    return SteadyWageForm({name: value for name, value in {**SIX, **changes}.items() if value})


def wage(**changes: str) -> Wage:
    form = read(**changes)
    assert form.is_valid(), form.errors
    return wage_result(form)


def test_months_of_the_lesson() -> None:
    found = wage()

    assert (found.level, found.heading) == (Verdict.TIGHT, "Plan on ¥3,700: a month like it lacks ¥500")
    assert found.says == "The wage you pay yourself: ¥4,400. On average ¥4,616.67 comes in."
    assert found.signs == ("The buffer would hold ¥1,500 now: it fills 3 months like the lowest.",)
    assert [(row.change, row.buffer) for row in found.rows][2:4] == [("out 500", "1,100"), ("out 100", "1,000")]
    assert "Fill it until it holds ¥1,000, two months like the lowest." in found.to_do[1]


def test_lowest_month_that_covers_all_is_still_the_base() -> None:
    found = wage(needs="2700")

    assert (found.level, found.heading) == (Verdict.ROOM, "Plan on ¥3,700: even the lowest month covers it")


def test_more_to_pay_than_comes_in_is_short() -> None:
    found = wage(needs="4000")

    assert found.level == Verdict.SHORT
    assert found.says == "¥5,000 has to be paid, ¥383.33 more than the ¥4,616.67 that comes in on average."
    assert any("run dry" in sign for sign in found.signs)
    assert [row.missing for row in found.rows] == ["", "", "1,100", "700", "400", "300"]


def test_unknown_debts_never_give_room_and_no_count_of_months() -> None:
    found = wage(debts="", debts_unknown="on")

    assert found.level == Verdict.TIGHT
    assert found.heading == "Plan on ¥3,700: without the debts, even the lowest month covers it"
    assert not any("fills" in sign for sign in found.signs)
    assert wage(needs="4000", debts="", debts_unknown="on").heading.endswith("a month like it lacks at least ¥300")


def test_months_that_are_not_filled_in_are_left_out_and_said() -> None:
    found = wage(m3="", m4="")

    assert found.heading.startswith("Plan on ¥4,600")
    assert "2 months are not filled in: a lower one may be among them." in found.signs
    assert [row.name for row in found.rows] == ["Six months ago", "Five months ago", "Two months ago", "Last month"]


def test_fewer_than_three_months_are_asked_for() -> None:
    form = read(m1="", m2="", m3="", m4="")

    assert not form.is_valid()
    assert set(form.errors) == {"m4"}


def test_month_without_income_is_the_base() -> None:
    assert wage(m5="没有").heading == "Plan on ¥0: a month like it lacks ¥4,200"


def test_change_is_what_the_form_sent_again_says() -> None:
    for change in wage(needs="800", needs_per="week").changes:
        again = SteadyWageForm(change.data)
        assert again.is_valid()
        assert change.effect.rpartition(" ")[2] in wage_result(again).heading


def test_base_month_goes_on() -> None:
    found = {onward.kind: onward.boxes for onward in wage().onward}

    assert found == {
        "month-sheet": {"wages": "3700"},
        "cushion": {"essentials": "3200"},
        "can-i-afford": {"income": "3700", "essentials": "3200", "debts": "1000"},
    }


def test_gig_pay_stands_beside_ones_own_for_scale() -> None:
    (one,) = wage().beside

    assert (one.cited.id, one.own) == ("BUD-14", "Here: between ¥3,700 and ¥5,400 a month.")


def test_many_months_that_a_buffer_carries_are_written_in_threes() -> None:
    months = {"m1": "10000", "m2": "1200", "m3": "0", "m4": "0.01", "m5": "9999999", "m6": "3000"}
    windfall = wage(**months, needs="3200", debts="0", extra="")
    assert any("it fills 3,123 months like the lowest" in sign for sign in windfall.signs)
