"""How each box was read, in words, and what is doubtful about it: nothing that was typed is taken in silence."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.exercises.base import Choice, ExerciseForm
from courses.exercises.forms import options
from courses.exercises.results.wording import PER_UNIT, exact_number, money, money_in_words, plain_decimal, sentences
from courses.loans.errors import InvalidInput, LoanError
from courses.loans.money import Hedge, RateUnit, TypedAmount, TypedRate
from courses.loans.offer import Repayment
from courses.loans.schedules.flows import Interval

WHOLE_TIMES: Mapping[tuple[object, object], Interval] = {
    (7, "day"): Interval.WEEK, (14, "day"): Interval.TWO_WEEKS, (28, "day"): Interval.FOUR_WEEKS,
    (30, "day"): Interval.MONTH, (31, "day"): Interval.MONTH, (90, "day"): Interval.QUARTER,
    (365, "day"): Interval.YEAR, (1, "week"): Interval.WEEK, (2, "week"): Interval.TWO_WEEKS,
    (4, "week"): Interval.FOUR_WEEKS, (52, "week"): Interval.YEAR,
}  # fmt: skip
AFTER_TIME: Mapping[str, Callable[[int], str]] = {
    Interval.DAY: lambda count: ngettext("1 payment, after %(count)s day", "1 payment, after %(count)s days", count),
    Interval.WEEK: lambda count: ngettext("1 payment, after %(count)s week", "1 payment, after %(count)s weeks", count),
}
ECHO_BASE = Decimal(10_000)
SHOWN_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something to check above the result, with other readings to choose from."""

    says: str
    choices: tuple[Choice, ...] = ()


def echo(form: ExerciseForm, name: str) -> str:
    """How a box was read, in sentences; empty when there is nothing to say."""
    read = getattr(form, "cleaned_data", {}).get(name)
    if isinstance(read, TypedAmount):
        return sentences(_("Read as %(amount)s.") % {"amount": money_in_words(read.value)}, _hedge_words(read.hedge))
    if isinstance(read, TypedRate):
        return sentences(_rate_in_words(read), _hedge_words(read.hedge), _custom_words(read))
    if name == "count" and isinstance(read, int):
        often = dict(options.INTERVALS).get(form.cleaned_data.get("interval", ""), "")
        return _("Read as %(count)s, %(often)s.") % {"count": read, "often": often}
    if read is None and getattr(form.fields[name], "may_be_absent", False) and form.sent.get(name, "").strip():
        return "" if name in form.errors else _("Read as: there is none.")
    return ""


def value_in_words(form: ExerciseForm, name: str) -> str:
    """What stands in a box, for paper."""
    read = getattr(form, "cleaned_data", {}).get(name)
    if isinstance(read, TypedAmount):
        return money_in_words(read.value)
    if isinstance(read, TypedRate):
        return _("%(rate)s %(per)s") % {"rate": _percent(read), "per": options.PER[read.unit]}
    return str(read) if name == "count" else ""


def rough_figures(form: ExerciseForm) -> Iterator[Doubt]:
    """Figures of which the reader wrote that they are rough."""
    for name, read in form.cleaned_data.items():
        if isinstance(read, TypedAmount | TypedRate) and read.hedge is not None:
            yield Doubt(_("%(box)s: %(message)s") % {"box": str(form[name].label), "message": echo(form, name)})


def doubts(form: ExerciseForm) -> Iterator[Doubt]:
    """What to check before the result is believed: rough figures, and a rate that may be a slip."""
    yield from rough_figures(form)
    rate = form.cleaned_data["rate"]
    if rate is None:
        return
    if is_counted_as_fee(form):
        yield _fee_or_rate(form, rate)
    if rate.by_custom:
        others = [unit for unit in (RateUnit.DAY, RateUnit.MONTH, RateUnit.YEAR) if unit != rate.unit]
        buttons = tuple(Choice(PER_UNIT[unit](), form.with_changes(unit=unit.value)) for unit in others)
        yield Doubt(sentences(_rate_in_words(rate), _custom_words(rate)), buttons)
    if rate.doubt == "very_high":
        check = _("That is more than 100%% a year. Check that this is what the lender says.") % {}
        yield Doubt(sentences(_rate_in_words(rate), check))
    elif rate.doubt == "very_low":
        meant = f"{(rate.value * 10_000).normalize():f}"
        says = _("Did you mean %(rate)s%% %(per)s?") % {"rate": meant, "per": options.PER[rate.unit]}
        change = form.with_changes(rate=meant, unit=rate.unit.value)
        yield Doubt(sentences(_rate_in_words(rate), says), (Choice(f"{meant}%", change),))


def is_counted_as_fee(form: ExerciseForm) -> bool:
    """Whether a rate was taken for a fee on the first amount, and the way of repaying does not say that it is one."""
    offer, sent = getattr(form, "offer", None), form.sent
    is_fee = offer is not None and offer.repayment == Repayment.FLAT_FEE and offer.stated_instalment is None
    return is_fee and sent.get("repayment", "") in ("", Repayment.EQUAL_INSTALMENTS)


def _fee_or_rate(form: ExerciseForm, rate: TypedRate) -> Doubt:
    """The other reading is interest on what is still owed: as a yearly rate, which every form reads."""
    yearly = plain_decimal(rate.value * 100 * Interval(form.cleaned_data["interval"]).per_year)
    says = _(
        "A rate “with each instalment” or a “fee rate” is mostly a fee on the first amount: it stays the same while "
        "you owe less. We count it so. Ask the lender: of which sum?"
    )
    words = _("Of what is still owed: %(rate)s%% a year") % {"rate": yearly}
    return Doubt(says, (Choice(words, form.with_changes(rate=yearly, unit=RateUnit.YEAR.value)),))


def count_readings(numbers: Mapping[str, Any], interval: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Return what a length of time may mean as a number of payments, each with the boxes it fills.

    52 weeks for monthly payments are 12 payments every month, or 52 every week; 7 days are one payment, too.
    """
    for count, often in ((numbers.get("count"), interval), (numbers.get("value"), numbers.get("length", ""))):
        if count is not None:
            words = {"count": count, "often": dict(options.INTERVALS).get(often, "")}
            yield _("%(count)s payments, %(often)s") % words, {"count": str(count), "interval": str(often)}
    value, length = numbers.get("value"), str(numbers.get("length", ""))
    if whole := WHOLE_TIMES.get((value, length)):
        yield str(dict(options.AT_ONCE)[whole]), {"count": "1", "interval": whole.value}
    elif value is not None and length in AFTER_TIME:
        at_once = {"count": str(value), "interval": str(length), "repayment": Repayment.SINGLE_PAYMENT.value}
        yield AFTER_TIME[length](value) % {"count": value}, at_once


def in_percent(problem: LoanError) -> LoanError:
    """The two readings of an unclear rate as people type them: 12 and not 0.12."""
    if problem.code not in ("ambiguous", "range"):
        return problem
    percents = {name: problem.numbers[name] * 100 for name in ("a", "b")}
    return InvalidInput("rate", problem.code, **{**problem.numbers, **percents})


def _percent(read: TypedRate) -> str:
    """A rate in percent with the digits that matter; a share such as 1 in 3 has no end of them."""
    shown = read.value * 100
    return f"{exact_number(shown if len(shown.as_tuple().digits) <= SHOWN_DIGITS + 2 else _shortened(shown))}%"


def _shortened(value: Decimal) -> Decimal:
    return Decimal(f"{value:.{SHOWN_DIGITS}g}")


def _rate_in_words(read: TypedRate) -> str:
    return _("Read as %(rate)s %(per)s: %(interest)s on %(base)s.") % {
        "rate": _percent(read),
        "per": options.PER[read.unit],
        "interest": money(read.value * ECHO_BASE),
        "base": money(ECHO_BASE),
    }


def _hedge_words(hedge: Hedge | None) -> str:
    return "" if hedge is None else HEDGE_WORDS[hedge]()


HEDGE_WORDS: Mapping[Hedge, Callable[[], str]] = {
    Hedge.ABOUT: lambda: _("You wrote that this is rough; we count with exactly this figure."),
    Hedge.AT_LEAST: lambda: _("You wrote that it can be more; we count with this figure, the lowest."),
    Hedge.AT_MOST: lambda: _("You wrote that it can be less; we count with this figure, the highest."),
}


def _custom_words(read: TypedRate) -> str:
    """Explain which period was assumed where the text names none."""
    if not read.by_custom:
        return ""
    if read.unit == RateUnit.DAY:
        return _("Without a period, ten-thousandths usually mean a day. Check it with the lender.")
    return _("Without a period, this usually means a month. Check it with the lender.")
