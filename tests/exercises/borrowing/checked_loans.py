"""Loans that the loan check is asked about."""

from courses.exercises.borrowing.loan_check.form import LoanCheckForm
from courses.exercises.borrowing.loan_check.result import AnswerShown, check_result

SHORT = {"received": "700", "total": "1000", "when": "7-days"}
YEAR = {"received": "10000", "total": "11001.61", "when": "12-months"}


def answer(**data: str) -> AnswerShown:
    form = LoanCheckForm(data)
    assert form.is_valid(), form.errors
    return check_result(form)
