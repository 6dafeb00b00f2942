"""What must hold for every offer, budget and schedule, tried on many."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.loans.affordability.budget import Affordability, Budget, KnownInstalment, assess
from courses.loans.errors import LoanError, NotRepaid
from courses.loans.money import QuotedRate, RateUnit
from courses.loans.offer import Fee, LoanOffer, OfferTerm, cost_statement, resized, true_cost
from courses.loans.schedules.flows import Interval
from tests.loans.offers import D, fee, offer

FEW = settings(max_examples=25, deadline=None)
ORDER = ["short", "tight", "room"]
INDEPENDENT = {
    "no_income",
    "short_before_loan",
    "borrowing_to_repay",
    "borrowing_for_bills",
    "cost_unknown",
    "debts_unknown",
    "savings_unknown",
}


def sums(most: int) -> st.SearchStrategy[Decimal]:
    return st.integers(0, most * 100).map(lambda value: Decimal(value) / 100)


RATES = st.integers(1, 3600).map(lambda value: QuotedRate(Decimal(value) / 10_000))
SHARES = st.integers(0, 30).map(lambda value: Decimal(value) / 1000)
EVEN_KINDS = ["equal_instalments", "equal_principal", "flat_fee", "interest_first", "single_payment"]


@st.composite
def fees(draw: Any) -> Fee:
    when = draw(st.sampled_from(["kept_back", "upfront", "financed", "each_instalment", "at_end"]))
    if draw(st.booleans()):
        return fee(when, share=draw(SHARES))
    return fee(when, str(draw(sums(60))))


@st.composite
def offers(draw: Any) -> LoanOffer:
    amount = draw(st.integers(5, 500)) * D(100)
    changes: dict[str, Any] = {
        "contract_amount": amount,
        "amount_received": amount - draw(sums(100)),
        "repayment": draw(st.sampled_from(EVEN_KINDS)),
        "term": OfferTerm(draw(st.integers(1, 40)), draw(st.sampled_from(list(Interval)[1:6]))),
        "quoted_rate": draw(RATES),
        "fees": tuple(draw(st.lists(fees(), max_size=3))),
    }
    if changes["repayment"] == "equal_instalments" and draw(st.booleans()):
        changes["balloon"] = amount * draw(st.integers(1, 9)) / 10
    return offer(**changes)


@st.composite
def budgets(draw: Any) -> Budget:
    return Budget(
        income=draw(sums(15_000)), essentials=draw(sums(6_000)), debts=draw(sums(2_000)), savings=draw(sums(40_000))
    )


def _rank(result: Affordability) -> int:
    return ORDER.index(result.verdict)


def _has_room(household: Budget, loan: LoanOffer) -> bool:
    try:
        return assess(household, loan).verdict == "room"
    except NotRepaid:  # it has no verdict at all
        return False


@settings(max_examples=50, deadline=None)
@given(loan=offers(), with_optional=st.booleans())
def test_sums_of_an_offer_agree(loan: LoanOffer, with_optional: bool) -> None:
    cost = true_cost(loan, with_optional=with_optional)

    assert cost.total_paid == sum(cost.payments) + cost.upfront
    assert cost.cost == cost.total_paid - cost.received
    assert sum(amount for _, amount in cost.by_payee) == cost.cost
    assert tuple(line.payment for line in cost.schedule.instalments) == cost.payments
    assert sum(line.principal for line in cost.schedule.instalments) == loan.contract_amount
    assert cost.schedule.instalments[-1].balance == 0
    assert -sum(flow.amount for flow in cost.flows) == cost.cost
    assert cost_statement(cost.offer)[-1].yearly == cost.rates.nominal


@FEW
@given(loan=offers())
def test_no_line_of_a_computed_schedule_is_negative(loan: LoanOffer) -> None:
    for line in true_cost(loan).schedule.instalments:
        assert min(line.interest, line.principal, line.fee, line.balance) >= 0


@FEW
@given(loan=offers(), extra=fees())
def test_one_more_fee_never_lowers_a_rate(loan: LoanOffer, extra: Fee) -> None:
    before, after = true_cost(loan).rates, true_cost(replace(loan, fees=(*loan.fees, extra))).rates

    if before.nominal is not None and after.nominal is not None:
        assert after.nominal >= before.nominal - 1e-9
        assert after.effective >= before.effective - 1e-9


@FEW
@given(loan=offers())
def test_nominal_is_not_above_effective_for_positive_rates(loan: LoanOffer) -> None:
    rates = true_cost(loan).rates

    if rates.nominal is not None and rates.nominal > 0 and loan.repayment != "single_payment":
        assert rates.nominal <= rates.effective + 1e-12


@FEW
@given(loan=offers())
def test_same_payments_stated_instead_of_computed_have_the_same_rates(loan: LoanOffer) -> None:
    cost = true_cost(replace(loan, fees=()))
    own = tuple((flow.years, -flow.amount) for flow in cost.flows[1:])
    stated = true_cost(replace(loan, fees=(), repayment="custom", quoted_rate=None, balloon=D(0), stated_payments=own))

    assert stated.cost == cost.cost
    assert stated.rates.effective == pytest.approx(cost.rates.effective, abs=1e-12)


@FEW
@given(rate=st.integers(1, 3600), count=st.integers(2, 60), interval=st.sampled_from(["week", "month", "quarter"]))
def test_without_fees_the_nominal_rate_is_the_contract_rate(rate: int, count: int, interval: str) -> None:
    loan = offer(contract_amount=D(10**6), amount_received=D(10**6), term=OfferTerm(count, interval))
    cost = true_cost(replace(loan, quoted_rate=QuotedRate(Decimal(rate) / 10_000)))

    assert cost.rates.nominal == pytest.approx(rate / 10_000, abs=2e-6)
    assert cost.quote.method == "nominal"


@FEW
@given(rate=st.integers(5, 500), count=st.integers(1, 120))
def test_simple_rate_of_a_flat_fee_is_not_below_the_nominal_one(rate: int, count: int) -> None:
    flat = QuotedRate(Decimal(rate) / 10_000, RateUnit.INSTALMENT)
    loan = offer(contract_amount=D(10**6), amount_received=D(10**6), repayment="flat_fee", term=OfferTerm(count))
    rates = true_cost(replace(loan, quoted_rate=flat)).rates

    assert rates.pboc_simple >= rates.nominal - 1e-7
    assert rates.pboc_simple == pytest.approx(24 * rate / 10_000 * count / (count + 1), abs=1e-6)


@FEW
@given(household=budgets(), loan=offers(), field=st.sampled_from(["income", "savings"]), less=sums(3_000))
def test_verdict_never_improves_when_income_or_savings_fall(
    household: Budget, loan: LoanOffer, field: str, less: Decimal
) -> None:
    poorer = replace(household, **{field: max(D(0), getattr(household, field) - less)})

    assert _rank(assess(poorer, loan)) <= _rank(assess(household, loan))


@FEW
@given(household=budgets(), loan=offers(), field=st.sampled_from(["debts", "essentials"]), more=sums(3_000))
def test_verdict_never_improves_when_debts_or_essentials_rise(
    household: Budget, loan: LoanOffer, field: str, more: Decimal
) -> None:
    dearer = replace(household, **{field: getattr(household, field) + more})

    assert _rank(assess(dearer, loan)) <= _rank(assess(household, loan))


@FEW
@given(household=budgets(), instalment=sums(4_000), more=sums(2_000))
def test_verdict_never_improves_when_the_instalment_rises(
    household: Budget, instalment: Decimal, more: Decimal
) -> None:
    small, large = assess(household, KnownInstalment(instalment)), assess(household, KnownInstalment(instalment + more))

    assert _rank(large) <= _rank(small)


@FEW
@given(
    household=budgets(),
    loan=offers(),
    unknown=st.sampled_from(["debts", "savings", "amount_received", "fees_complete", "fee"]),
)
def test_unknown_field_never_gives_room(household: Budget, loan: LoanOffer, unknown: str) -> None:
    if unknown in ("debts", "savings"):
        household = replace(household, **{unknown: None})
    elif unknown == "fee":
        loan = replace(loan, fees=(*loan.fees, fee("at_end")))
    else:
        loan = replace(loan, **{unknown: {"amount_received": None, "fees_complete": False}[unknown]})
    try:
        result = assess(household, loan)
    except LoanError:
        return  # fees above the contract amount

    assert result.verdict != "room"
    assert result.largest_loan is None


@settings(max_examples=30, deadline=None)
@given(household=budgets())
def test_largest_instalment_gives_room_and_one_fen_more_does_not(household: Budget) -> None:
    result = assess(household, KnownInstalment(D(0)))

    if result.verdict != "room":
        assert result.largest_instalment == 0
        return
    assert assess(household, KnownInstalment(result.largest_instalment)).verdict == "room"
    assert assess(household, KnownInstalment(result.largest_instalment + D("0.01"))).verdict != "room"


@settings(max_examples=50, deadline=None)
@given(household=budgets(), loan=offers())
def test_largest_loan_is_the_greatest_multiple_of_100_with_room(household: Budget, loan: LoanOffer) -> None:
    result = assess(household, loan)
    codes = {reason.code for reason in result.reasons}

    assert (result.largest_loan is None) == bool(codes & INDEPENDENT)
    if result.largest_loan is None:
        return
    if result.largest_loan:
        assert _has_room(household, resized(loan, result.largest_loan))
    for step in (100, 200, 300, 1_000, 50_000):
        assert not _has_room(household, resized(loan, result.largest_loan + step))


@pytest.mark.parametrize(
    "loan",
    [
        offer(quoted_rate=QuotedRate(D("0.18"))),
        offer(repayment="interest_first", fees=(fee("each_instalment", "30"),)),
        offer(balloon=D(4000), term=OfferTerm(36), fees=(fee("at_end", "500"),)),
        offer(repayment="single_payment", term=OfferTerm(6)),
        offer(repayment="flat_fee", fees=(fee("at_end", "700"),)),
        offer(term=OfferTerm(80, "day"), quoted_rate=QuotedRate(D("0.3"))),
        offer(quoted_rate=None, stated_instalment=D(910), stated_last=D(1200)),
        offer(
            repayment="custom",
            quoted_rate=None,
            stated_payments=((Fraction(1, 12), D(3000)), (Fraction(1, 4), D(8000))),
        ),
    ],
)
def test_largest_loan_agrees_with_trying_every_amount(loan: LoanOffer) -> None:
    household = Budget(income=D(9_000), essentials=D(4_000), debts=D(500), savings=D(9_000))
    largest = assess(household, loan).largest_loan

    tried = range(100, int(largest) + 2_000, 100 if largest < 3_000 else 700)
    nearby = range(int(largest), int(largest) + 2_000, 100)
    with_room = [
        amount
        for amount in sorted({*tried, *nearby})
        if amount and assess(household, resized(loan, D(amount))).verdict == "room"
    ]

    assert max(with_room, default=0) == largest
