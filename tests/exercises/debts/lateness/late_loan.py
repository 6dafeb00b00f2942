"""The form of paying late, filled in, and what it answers."""

from courses.exercises.debts.late_or_more_time.form import LateForm
from courses.exercises.debts.late_or_more_time.result import LateResult, late_result
from tests.exercises.debts.late_or_more_time import FILLED

PAGE = "/en/exercises/late-or-more-time/"


def filled(**changes: str) -> dict[str, str]:
    return {name: value for name, value in {**FILLED, **changes}.items() if value}


def form_of(**changes: str) -> LateForm:
    form = LateForm(filled(**changes))
    assert form.is_valid(), form.errors
    return form


def result_of(**changes: str) -> LateResult:
    return late_result(form_of(**changes))


def problems_of(**changes: str) -> dict[str, str]:
    form = LateForm(filled(**changes))
    assert not form.is_valid()
    return {name: str(errors[0]) for name, errors in form.errors.items()}


NOT_LATE = {"arrears": "", "days_late": ""}


def court_line(result: LateResult) -> str:
    return " ".join(result.sections[0].lines)
