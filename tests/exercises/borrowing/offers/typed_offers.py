"""Offers as they are typed, and the result of each."""

from courses.exercises.borrowing.true_cost.form import TrueCostForm
from courses.exercises.borrowing.true_cost.result import TrueCostResult, true_cost_result

PAGE = "/en/exercises/true-cost/"
MONTHLY = {"interval": "month", "fees": "none"}
GUARANTEED = {
    **MONTHLY, "amount": "10000", "received": "10000", "count": "12", "rate": "5.8", "unit": "year", "fees": "some",
    "guarantee": "47.56", "guarantee_when": "each_instalment",
}  # fmt: skip
FLAT = {
    **MONTHLY, "amount": "12000", "received": "12000", "count": "12", "rate": "0.6", "unit": "instalment",
    "repayment": "flat_fee",
}  # fmt: skip


def form_of(data: dict[str, str]) -> TrueCostForm:
    form = TrueCostForm(data)
    assert form.is_valid(), form.problems()
    return form


def result_of(data: dict[str, str]) -> TrueCostResult:
    return true_cost_result(form_of(data))


def row(result: TrueCostResult, name: str, offer: int = 0) -> str:
    return next(one.value for one in result.offers[offer].rows if one.name == name)


def second(data: dict[str, str]) -> dict[str, str]:
    return {f"second-{name}": value for name, value in data.items()}
