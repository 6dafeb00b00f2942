"""A number to work out, right within a range, ends included. `given`: a plain decimal such as 18.25."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.catalog.arithmetic.typed_numbers import NumberNotRead, read_number
from courses.catalog.model.asking import Asked, Found, Mark, NotAChoice, NotRead, Proof, ReportLine, SaidFigures, Sent
from courses.catalog.model.choosing import feedback_of
from courses.catalog.model.values.decimals import Quoted, plain_decimal
from courses.catalog.model.values.texts import Closed, Text

if TYPE_CHECKING:
    from courses.catalog.lint.questions.marking import AskedPlace
    from courses.catalog.wording import Voice

RIGHT, OTHER, WRONG = "right", "other", "wrong"  # lines of a report; the common wrong ones by their places
MESSAGES = {
    "empty": gettext_lazy("Enter a number, like 18.25"),
    "negative": gettext_lazy("Enter 0 or more"),
    "ambiguous": gettext_lazy("This number can be read in two ways. Write it without separators, like 12000"),
    "too_large": gettext_lazy("This number is too large"),
    "too_long": gettext_lazy("This is too long for a number"),
    "too_many_decimals": gettext_lazy("At most 2 decimals"),
}
NOT_A_NUMBER = gettext_lazy("We cannot read this as a number. Write it like 18.25")


class CommonWrong(Closed):
    at: Quoted
    feedback: Text


class Number(Asked):
    """A number within a range."""

    kind: Literal["number"]
    answer: Quoted
    accept: tuple[Quoted, Quoted]
    unit: Text
    common_wrong: tuple[CommonWrong, ...] = ()
    otherwise: Text | None = None
    sum: dict[str, Any] | None = None

    is_one_thing: ClassVar[bool] = True

    @property
    def right_given(self) -> str:
        return str(self.answer)

    def mark(self, given: str) -> Mark:
        try:
            value = Decimal(given)
        except InvalidOperation:
            raise NotAChoice(given) from None
        if not value.is_finite():
            raise NotAChoice(given)
        if self.accept[0] <= value <= self.accept[1]:
            return Mark(True)
        for wrong in self.common_wrong:
            if value == wrong.at:
                return Mark(False, wrong.feedback)
        return Mark(False, self.otherwise)

    def verdicts(self, given: str) -> Mapping[str, bool]:
        return {}

    def meaning(self, figures: SaidFigures) -> dict[str, Any]:
        accept = [plain_decimal(end) for end in self.accept]
        return {"answer": plain_decimal(self.answer), "accept": accept, "unit": figures(self.unit)}

    def read(self, sent: Sent) -> str:
        try:
            return format(read_number(str(sent.get("number", ""))), "f")
        except NumberNotRead as problem:
            message = str(MESSAGES.get(problem.code, NOT_A_NUMBER))
            raise NotRead(message, problem.code, is_unanswered=False) from None

    def fields(self, given: str) -> dict[str, list[str]]:
        return {"number": [given]}

    def has_field(self, name: str) -> bool:
        return name == "number"

    def unit_words(self, voice: Voice) -> str:
        return voice.plain(self.unit)

    def given_words(self, given: str, voice: Voice) -> tuple[str, ...]:
        return (self._with_unit(given, voice),)

    def right_words(self, voice: Voice) -> tuple[str, ...]:
        return (self._with_unit(str(self.answer), voice),)

    def _with_unit(self, number: str, voice: Voice) -> str:
        """Digits in threes; the percent sign stands close to its number, other units apart."""
        unit, number = voice.plain(self.unit), f"{Decimal(number):,f}"
        return f"{number}{unit}" if unit.startswith("%") else f"{number} {unit}"

    @property
    def line_keys(self) -> tuple[str, ...]:
        return (RIGHT, *(f"{WRONG}-{place}" for place in range(len(self.common_wrong))), OTHER)

    def lines_chosen(self, given: str) -> frozenset[str]:
        if self.mark(given).is_right:
            return frozenset({RIGHT})
        places = (f"{WRONG}-{place}" for place, wrong in enumerate(self.common_wrong) if wrong.at == Decimal(given))
        return frozenset({next(places, OTHER)})

    def report_lines(self, shown: Sequence[str], voice: Voice) -> tuple[ReportLine, ...]:
        """Values from small to large, so that nothing tells the right one before the answer is shown."""
        said = {f"{WRONG}-{place}": wrong.at for place, wrong in enumerate(self.common_wrong)} | {RIGHT: self.answer}
        ordered = sorted(said.items(), key=lambda one: one[1])
        lines = (self._line(key, voice.markdown(self._with_unit(str(at), voice))) for key, at in ordered)
        return (*lines, self._line(OTHER, _("Another number")))

    def _line(self, key: str, html: str) -> ReportLine:
        return ReportLine(key, html, key == RIGHT, sign=_("right") if key == RIGHT else _("not right"))

    @property
    def proof(self) -> Proof | None:
        return None if self.sum is None else (self.sum, self.answer)

    @property
    def is_proven(self) -> bool:
        return self.sum is not None

    def texts(self) -> Iterator[Found]:
        yield "unit", self.unit, ("unit",)
        if self.otherwise is not None:
            yield "feedback", self.otherwise, ("otherwise",)
        for index, wrong in enumerate(self.common_wrong):
            yield from feedback_of(wrong.feedback, "common_wrong", index)

    def problems(self, at: AskedPlace) -> None:
        if self.otherwise is None:
            at.found("Q204", f'"{at.key}" has no otherwise. Add it: what to look at after any other wrong number.')
        low, high = self.accept
        if not low <= self.answer <= high:
            reason = f"the answer {self.answer} is not within accept, {low} to {high}. Correct one of them."
            at.found("Q210", reason, "answer")
        for index, wrong in enumerate(self.common_wrong):
            if low <= wrong.at <= high:
                reason = f"the common wrong value {wrong.at} lies within accept, {low} to {high}. Narrow accept."
                at.found("Q210", reason, "common_wrong", index, "at")


KIND = Number
