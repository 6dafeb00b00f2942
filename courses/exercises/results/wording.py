"""Numbers in the page's language, and a sentence for everything that cannot be read or calculated."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.catalog.drawings.printing import CENT as CENT
from courses.catalog.drawings.printing import MINUS as MINUS
from courses.catalog.drawings.printing import money as money
from courses.catalog.drawings.printing import number as number
from courses.catalog.drawings.printing import percent as percent
from courses.catalog.drawings.printing import sentences as sentences
from courses.catalog.drawings.printing import span as span
from courses.languages.known import language_shown
from courses.loans.errors import LoanError, NeverRepaid, NotRepaid, RateError

TEN_THOUSAND = Decimal(10_000)

# ---- numbers


def table_money(value: Decimal | int) -> str:
    """A sum in a column: always ¥ in front and two decimals."""
    return f"{MINUS if value < 0 else ''}¥{number(abs(Decimal(value)), 2)}"


def money_in_words(value: Decimal) -> str:
    """A sum as people say it: from 10,000 on, Chinese counts in 万."""
    large = language_shown().large_sum
    if value < TEN_THOUSAND or not large:
        return money(value)
    return large % {"ten_thousands": f"{(value / TEN_THOUSAND).normalize():,f}", "sum": money(value)}


def exact_number(value: Decimal) -> str:
    """Digits in threes with every decimal: 12,000 or 0.015."""
    return f"{value.normalize():,f}"


def plain_decimal(value: Decimal) -> str:
    """Digits for a form field: no separators, no exponent, no needless zeros."""
    return f"{value.normalize():f}"


# ---- what cannot be read or calculated


def problem_words(problem: LoanError) -> str:
    """The sentence for a LoanError, in the page's language; every code has one, and a test holds that true."""
    if isinstance(problem, NeverRepaid):
        return never_repaid_words(problem)
    if isinstance(problem, NotRepaid):
        return not_repaid_words(problem)
    if isinstance(problem, RateError):
        return rate_error_words(getattr(problem, "reason", "several"))
    words = INPUT_WORDS.get(problem.code)
    return words(problem.numbers) if words else misfit_words()


def misfit_words() -> str:
    return _("These numbers do not fit together. Check them.")


def never_repaid_words(problem: NeverRepaid) -> str:
    if problem.reason == "below_interest":
        words = {
            "payment": money(problem.payment),
            "interest": money(problem.first_interest),
            "balance": money(problem.balance_after_12),
        }
        if problem.payment == problem.first_interest:
            says = _("%(payment)s does not cover more than the first interest of %(interest)s: nothing is repaid.")
        else:
            says = _("%(payment)s does not cover the first interest of %(interest)s.")
        owed = ngettext(
            "After %(count)s payment you would still owe %(balance)s.",
            "After %(count)s payments you would still owe %(balance)s.",
            problem.count,
        )
        return sentences(says % words, owed % {**words, "count": problem.count})
    return _("With payments of %(payment)s this loan would never be repaid in its term.") % {
        "payment": money(problem.payment)
    }


def not_repaid_words(problem: NotRepaid) -> str:
    return sentences(
        _("These payments come to %(total)s in all, less than the %(received)s you receive.")
        % {"total": money(problem.total), "received": money(problem.received)},
        _("What is missing: a large last payment, more payments, or is each payment only the interest?"),
    )


def cent_words() -> str:
    """Of level payments that repay so little that their cents decide the last one."""
    return sentences(
        _("Each payment repays hardly anything: one cent more or less each time changes the last one by a lot."),
        _("Ask for the repayment plan, and enter the instalment that stands in it."),
    )


def rate_error_words(reason: str) -> str:
    """Why there is no rate; amounts are shown without one."""
    words = {
        "one_sided": _("No repayment entered."),
        "no_time": _("No time passes between getting the money and paying it back, so a rate cannot be computed."),
        "no_solution": _("No rate fits these payments, so we show the amounts, not a rate."),
        "out_of_range": _("The rate is too large to compute, so we show the amounts, not a rate."),
        "too_irregular": _("The payments change direction too often for one rate. We show the amounts, not a rate."),
        "too_many": _("There are too many payments to compute a rate."),
        "never_repaid": _("These payments do not repay the loan, so there is no rate."),
        "negative_cost": _("These payments do not repay the loan, so there is no rate."),
        "several": _("More than one rate fits, so we show the amounts, not a rate."),
    }
    return words[reason]


def _bound(key: str, numbers: Mapping[str, Any], words: str, otherwise: str) -> str:
    value = numbers.get(key)
    return words % {key: number(value)} if isinstance(value, Decimal | int) else otherwise


def _ambiguous(numbers: Mapping[str, Any]) -> str:
    first, second = ambiguous_values(numbers)
    if first is None or second is None:
        return _("This number can be read in two ways. Write it without separators, like 12000.")
    return _("Which one do you mean: %(a)s or %(b)s?") % {"a": exact_number(first), "b": exact_number(second)}


def _range(numbers: Mapping[str, Any]) -> str:
    first, second = ambiguous_values(numbers)
    if first is None or second is None:
        return _("Two figures stand here. Write the one that is for you.")
    words = {"a": exact_number(first), "b": exact_number(second)}
    return _("Two figures stand here. Which one is for you: %(a)s or %(b)s?") % words


PER_UNIT: Mapping[str, Callable[[], str]] = {
    "instalment": lambda: _("per instalment"),
    "day": lambda: _("per day"),
    "month": lambda: _("per month"),
    "year": lambda: _("per year"),
}


def _which_period(numbers: Mapping[str, Any]) -> str:
    units = set(numbers.get("units", ()))
    if units == {"instalment", "month", "year"}:
        return _("Per instalment, month or year?")
    if units == {"month", "year"}:
        return _("Per month or year?")
    if "instalment" in units:
        return _("For which time is this rate? Choose one.")
    return _("Per day, month or year?")


IN_FIGURES: Mapping[str, str] = {"other_period": "monthly", "not_exact": "value"}  # refusals that name the figure


def figures_to_press(code: str, value: Decimal | int) -> str:
    """The words of the button that puts the figure of a refusal into its box."""
    return _("%(amount)s a month") % {"amount": money(value)} if code == "other_period" else number(value)


def _conflict(numbers: Mapping[str, Any]) -> str:
    if "named" in numbers:
        return _("Two times stand in this box. Keep one of them.")
    return _("The text and the box name different periods.")


def ambiguous_values(numbers: Mapping[str, Any]) -> tuple[Decimal | None, Decimal | None]:
    """The two readings of an ambiguous number, where both are known."""
    first, second = numbers.get("a"), numbers.get("b")
    return (
        Decimal(first) if isinstance(first, Decimal | int) else None,
        Decimal(second) if isinstance(second, Decimal | int) else None,
    )


INPUT_WORDS: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "empty": lambda numbers: _("Enter a number, or tick “not known” where there is such a box."),
    "not_a_number": lambda numbers: _("We cannot read this as a number. Write it in digits, like 8000."),
    "not_finite": lambda numbers: _("We cannot read this as a number. Write it in digits, like 8000."),
    "negative": lambda numbers: _("Enter 0 or more."),
    "ambiguous": _ambiguous,
    "range": _range,
    "said_unknown": lambda numbers: _("Enter your best figure, or tick “not known” where there is such a box."),
    "unit_needed": _which_period,
    "unit_conflict": _conflict,
    "other_period": lambda numbers: _("This box is for one month. Year ÷ 12, week × 52 ÷ 12."),
    "period_not_here": lambda numbers: _("Write only the sum for this box, without “a day” or “a month”."),
    "rate_period": lambda numbers: _("Write it for an instalment, day, month or year: 2% a week is 0.2857 a day."),
    "sum_not_rate": lambda numbers: _("That is a sum of money. A rate is written like 18%, or 5 a day on 10,000."),
    "no_rate": lambda numbers: _("If no rate is named, leave this empty and enter the instalment. 0 is: no interest."),
    "not_exact": lambda numbers: _("The number of payments must be exact; it is in the contract."),
    "too_large": lambda numbers: _bound("most", numbers, _("At most %(most)s."), _("Too large.")),
    "too_small": lambda numbers: _bound("least", numbers, _("At least %(least)s."), _("Too small.")),
    "too_many_decimals": lambda numbers: _("At most 2 decimals."),
    "not_whole": lambda numbers: _("A whole number, without decimals."),
    "too_long": lambda numbers: _("Too long for a number: at most 40 characters."),
    "conflict": lambda numbers: _("These two boxes do not fit together. Fill in one of them."),
    "not_known": lambda numbers: _("Choose one of the options."),
    "before_start": lambda numbers: _("The end is before the start."),
    "not_ascending": lambda numbers: _("The dates are not in order."),
    "need_rate_or_interest": lambda numbers: _("Enter the rate or the interest; one of them is enough."),
    "need_rate_or_instalment": lambda numbers: _("Enter the yearly rate or the instalment; one of them is enough."),
}
