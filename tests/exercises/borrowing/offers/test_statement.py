"""The standard statement of an offer, and bounds for what is not known."""

import pytest
from django.test import Client

from courses.loans.affordability.budget import Verdict
from tests.exercises.borrowing.offers.typed_offers import FLAT, GUARANTEED, MONTHLY, PAGE, result_of, row


class TestStatement:
    def test_each_charge_stands_with_its_own_yearly_rate(self) -> None:
        lines = result_of({**GUARANTEED, "guarantee_payee": "guarantor", "payee": "lender"}).offers[0].statement
        assert [(one.name, one.paid, one.ours, one.payee) for one in lines] == [
            ("Interest", "¥316.94", "5.80%", "The lender"),
            ("Guarantee fee", "¥570.72", "10.20%", "A guarantee company"),
            ("All in, if you pay on time", "¥887.66", "16.00%", ""),
        ]

    def test_theirs_stands_beside_ours_and_a_difference_is_marked(self) -> None:
        lines = result_of({**GUARANTEED, "stated_guarantee": "10.2", "stated_all_in": "5.8"}).offers[0].statement
        assert [(one.theirs, one.differs) for one in lines] == [("5.80%", False), ("10.20%", False), ("5.80%", True)]

    def test_what_the_sheet_does_not_say_is_to_be_asked(self) -> None:
        checks = result_of(GUARANTEED).offers[0].checks
        assert [one.is_missing for one in checks] == [False, True, True, True, True]
        told = {**GUARANTEED, "late_rate": "50", "late_unit": "more", "misuse": "2", "early": "3", "capped": "yes"}
        assert [(one.says, one.is_missing) for one in result_of(told).offers[0].checks][1:] == [
            ("1.5 times the loan’s own rate", False), ("2 times the loan’s own rate", False), ("3.00%", False),
            ("yes", False),
        ]  # fmt: skip

    def test_money_kept_back_without_a_name_has_a_line(self) -> None:
        lines = result_of({
            **MONTHLY, "amount": "10000", "received": "9000", "count": "12", "rate": "12", "unit": "year"
        }).offers[0].statement  # fmt: skip
        assert [(one.name, one.paid) for one in lines[:2]] == [
            ("Interest", "¥661.86"), ("Kept back, not named", "¥1,000.00"),
        ]  # fmt: skip

    def test_share_is_a_share_of_the_contract(self) -> None:
        once = {
            **FLAT,
            "rate": "12",
            "unit": "year",
            "repayment": "",
            "fees": "some",
            "fee": "1%",
            "fee_when": "upfront",
        }
        assert result_of(once).offers[0].statement[1].paid == "¥120.00"


class TestNotKnown:
    """Not known is never 0: every figure is a lower bound, and no verdict is friendly."""

    @pytest.mark.parametrize(
        "change",
        [
            {"fees": "unknown"}, {"received": "", "received_unknown": "on"},
            {"fees": "some", "guarantee_unknown": "on"},
        ],
        ids=["fees", "in-hand", "guarantee"],
    )  # fmt: skip
    def test_unknown_makes_every_figure_a_bound(self, change: dict[str, str]) -> None:
        bank = {**MONTHLY, "amount": "10000", "received": "10000", "count": "12", "rate": "12", "unit": "year",
                "lender": "bank"}  # fmt: skip
        assert result_of(bank).box.level == Verdict.ROOM
        result = result_of({**bank, **change})
        assert result.box.level == Verdict.TIGHT
        assert row(result, "A year, all included").startswith("at least ")
        assert row(result, "It costs").startswith("at least ")
        assert result.offers[0].unknowns

    def test_money_in_hand_is_asked_for_and_never_assumed(self) -> None:
        response = Client().post(PAGE, {**FLAT, "received": ""})
        assert response.status_code == 422
        assert "Enter the money you would get, like 10000, or tick “not known”." in response.content.decode()

    def test_late_that_is_not_stated_is_asked_about(self) -> None:
        result = result_of(GUARANTEED)
        assert result.offers[0].late == ()
        assert row(result, "30 days late") == "not stated: ask"

    def test_late_fee_that_is_not_stated_makes_a_bound(self) -> None:
        late = {**GUARANTEED, "late_rate": "0.05", "late_unit": "day"}
        assert row(result_of(late), "30 days late") == "at least ¥12.17"
        assert row(result_of({**late, "late_fee": "0"}), "30 days late") == "¥12.17"

    def test_late_by_30_and_90_days_is_worked_out(self) -> None:
        late = {**GUARANTEED, "late_rate": "0.05", "late_unit": "day", "late_fee": "20"}
        lines = result_of(late).offers[0].late
        assert [(one.days, one.missed) for one in lines] == [(30, 1), (90, 3)]
        assert lines[0].on_top == "¥32.17"
