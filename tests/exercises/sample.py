"""One filled form, the checked example of the affordability exercise, and how to change it."""

from courses.exercises.borrowing.can_i_afford.form import AffordForm
from courses.exercises.borrowing.can_i_afford.result import AffordResult, afford_result
from courses.loans.errors import LoanError

FILLED = {
    "income": "8000", "essentials": "4500", "debts": "1200", "savings": "6000", "purpose": "goods",
    "received": "10000", "rate": "18", "count": "12", "interval": "month", "fees": "none",
}  # fmt: skip

COMFORTABLE = {
    **FILLED, "income": "12000", "essentials": "5000", "debts": "0", "savings": "40000", "lender": "bank",
}  # fmt: skip


def filled(**changes: str) -> dict[str, str]:
    """The checked example with some boxes filled differently; an empty text clears a box."""
    return {name: value for name, value in {**FILLED, **changes}.items() if value}


def comfortable(**changes: str) -> dict[str, str]:
    """A household with room for the same loan."""
    return {name: value for name, value in {**COMFORTABLE, **changes}.items() if value}


def form_of(data: dict[str, str]) -> AffordForm:
    """A form that was read without a complaint."""
    form = AffordForm(data)
    assert form.is_valid(), form.errors
    return form


def result_of(data: dict[str, str]) -> AffordResult:
    return afford_result(form_of(data))


def codes(data: dict[str, str]) -> tuple[str, ...]:
    """The codes of the reasons shown for these numbers."""
    return tuple(reason.code for reason in result_of(data).reasons)


def answered(form: AffordForm) -> list[str]:
    """What the page says when a valid form is worked out: nothing, or why it cannot be."""
    try:
        afford_result(form)
    except LoanError as problem:
        form.refuse(problem)
    return [problem.message for problem in form.problems()]
